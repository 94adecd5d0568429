import { useEffect, useState } from 'preact/hooks'
import { useModel } from '../state/model.ts'
import { copyText } from './copy-text.ts'
import { Icon } from './icon.tsx'

/** Copies a text and says so for a moment. */
export function CopyButton({
  text,
  label,
  plain = false,
}: {
  text: string
  label?: string
  plain?: boolean
}) {
  const { parts } = useModel().texts.value
  const [copied, setCopied] = useState(false)
  useEffect(() => {
    if (!copied) return undefined
    const timer = setTimeout(() => setCopied(false), 1600)
    return () => clearTimeout(timer)
  }, [copied])
  const copy = async () => setCopied(await copyText(text))
  return (
    <button type="button" class={`copy ${plain ? 'copy-plain' : ''}`} onClick={copy}>
      <Icon name={copied ? 'check' : 'copy'} size={15} />
      <span aria-live="polite">{copied ? parts.copied : (label ?? parts.copy)}</span>
    </button>
  )
}
