import { useEffect } from 'preact/hooks'
import type { Model } from './model.ts'

/** One-letter shortcuts, silent while somebody types. */
export function useShortcuts(model: Model): void {
  useEffect(() => {
    const actions = actionsOf(model)
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return
      const typing = isTyping(event.target)
      if (model.dialog.value !== 'none' || (typing && event.key !== 'Escape')) return
      const act = actions[event.key.length === 1 ? event.key.toLowerCase() : event.key]
      if (!act) return
      event.preventDefault()
      act()
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [model])
}

function actionsOf({ panel, dialog, preferences }: Model): Record<string, () => void> {
  const prefer = (change: Partial<typeof preferences.value>) => {
    preferences.value = { ...preferences.value, ...change }
  }
  const open = (kind: 'composer' | 'faults' | 'robot') => () => {
    panel.value = { kind }
  }
  // From there on the list itself listens to the keys.
  const toList = () => document.querySelector<HTMLElement>('.feed [tabindex="0"]')?.focus()
  return {
    '/': () => document.getElementById('search')?.focus(),
    '?': () => {
      dialog.value = 'help'
    },
    Escape: () => {
      panel.value = { kind: 'none' }
    },
    j: toList,
    k: toList,
    c: open('composer'),
    f: open('faults'),
    r: open('robot'),
    l: () => prefer({ language: preferences.value.language === 'zh' ? 'en' : 'zh' }),
    t: () => prefer({ theme: isDark() ? 'light' : 'dark' }),
    v: () => prefer({ reading: preferences.value.reading === 'phone' ? 'desktop' : 'phone' }),
  }
}

function isDark(): boolean {
  const { theme } = document.documentElement.dataset
  return theme === 'dark' || (theme !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches)
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)
}
