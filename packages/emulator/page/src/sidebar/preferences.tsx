import { Icon } from '../parts/icon.tsx'
import { Segmented } from '../parts/segmented.tsx'
import { useModel } from '../state/model.ts'

/** Light or dark, Chinese or English. */
export function Preferences() {
  const { preferences, texts } = useModel()
  const { parts } = texts.value
  const { theme, language } = preferences.value
  return (
    <div class="preferences">
      <Segmented
        label={parts.theme}
        value={theme}
        choices={[
          ['system', parts.system],
          ['light', parts.light],
          ['dark', parts.dark],
        ]}
        onChange={(picked) => {
          preferences.value = { ...preferences.value, theme: picked }
        }}
      />
      <button
        type="button"
        class="language"
        lang={language === 'zh' ? 'en' : 'zh-CN'}
        onClick={() => {
          preferences.value = { ...preferences.value, language: language === 'zh' ? 'en' : 'zh' }
        }}
      >
        <Icon name="language" size={16} />
        {parts.language}
      </button>
    </div>
  )
}
