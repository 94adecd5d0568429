interface MeterProps {
  label: string
  used: number
  /** `false`: there is no limit to draw. */
  most: number | false
  noLimit: string
}

/** A thin bar with its numbers; it warns from four fifths on. */
export function Meter({ label, used, most, noLimit }: MeterProps) {
  const share = most === false || most === 0 ? 0 : Math.min(1, used / most)
  const tone = share >= 1 ? 'meter-full' : share >= 0.8 ? 'meter-high' : ''
  const figures = `${used.toLocaleString('en')}/${most === false ? noLimit : most.toLocaleString('en')}`
  return (
    <div class={`meter ${tone}`}>
      <span class="meter-label">{label}</span>
      {most === false ? (
        <span class="meter-track" aria-hidden="true" />
      ) : (
        <progress class="meter-track" max={1} value={share} aria-label={`${label} ${figures}`} />
      )}
      <span class="meter-figures">{figures}</span>
    </div>
  )
}
