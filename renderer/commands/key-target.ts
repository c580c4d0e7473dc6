/** Whether keys typed there are text, which no command may take. */
function takesText(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (
    target.isContentEditable ||
    target instanceof HTMLTextAreaElement ||
    target instanceof HTMLSelectElement
  )
    return true
  return target instanceof HTMLInputElement && !NON_TEXT_INPUTS.has(target.type)
}

const NON_TEXT_INPUTS = new Set(['checkbox', 'radio', 'button', 'submit', 'range', 'file', 'color'])

/** What edits text together with Ctrl or Command: all, copy, cut, paste, undo, redo, and a word or a line at once. */
const EDITING_KEYS = new Set(
  'a c v x y z Backspace Delete ArrowLeft ArrowRight ArrowUp ArrowDown Home End'.split(' '),
)

/** Whether a key is for the text that has the keyboard: who mends a typing error with Ctrl+Z takes back no verdict. */
export function isForText({ target, key, ctrlKey, metaKey }: KeyboardEvent): boolean {
  if (!takesText(target)) return false
  return (!ctrlKey && !metaKey) || EDITING_KEYS.has(key.length === 1 ? key.toLowerCase() : key)
}

const OWN_KEYS = new Set(['Enter', ' ', 'ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home', 'End'])

/** Whether the focused control answers this key by itself: Enter on a button, arrows in a slider or an open menu. */
export function usesKeyItself(target: EventTarget | null, key: string): boolean {
  if (!(target instanceof HTMLElement) || !OWN_KEYS.has(key)) return false
  if (
    target.closest(
      '[role="menu"], [role="listbox"], [role="slider"], [role="radiogroup"], [role="combobox"]',
    ) !== null
  ) {
    return true
  }
  return (
    (key === 'Enter' || key === ' ') &&
    target.closest('button, a, summary, [role="button"], [role="switch"]') !== null
  )
}

/** Whether a dialog is open: it covers the view, so the view's keys rest. */
export function dialogIsOpen(): boolean {
  return (
    document.querySelector('[role="dialog"][data-state="open"], [role="menu"][data-state="open"]') !== null
  )
}
