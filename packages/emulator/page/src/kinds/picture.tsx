import { isInlinePicture } from '../markdown/links.ts'
import { Icon } from '../parts/icon.tsx'
import { useModel } from '../state/model.ts'

/** A picture that came with the message itself, or a placeholder that says where it would come from. */
export function Picture({ url, small = false }: { url: string; small?: boolean }) {
  const { chat } = useModel().texts.value
  if (isInlinePicture(url)) return <img class={small ? 'thumb' : 'cover'} src={url} alt="" />
  const note = url.startsWith('@') ? chat.mediaId : chat.picture
  return (
    <span class={small ? 'thumb' : 'cover'} title={`${note}\n${url}`}>
      <Icon name="picture" size={small ? 20 : 26} />
      {small ? (
        <span class="hidden">{note}</span>
      ) : (
        <>
          <span class="picture-url">{url}</span>
          <span class="picture-note">{note}</span>
        </>
      )}
    </span>
  )
}
