/** DingTalk's limits and the margins kept to them, in one place. */
export const limits = {
  /** Messages a minute and robot that DingTalk takes (documented), and how many of them are used by default. */
  perMinute: 20,
  slots: 18,
  /** A slot stays taken for this long after its message was completed, in ms. */
  slotCoolMs: 61_000,
  /** How long a throttled robot is left alone: the documented 10 min, and 5 to 30 s more. */
  banMs: 600_000,
  banMarginMs: { least: 5_000, most: 30_000 },
  /** Bytes of the HTTP body that DingTalk takes (seen in logs, not documented). */
  bodyBytes: 20_000,
  /** Bytes of an answer that are read at most. */
  answerBytes: 65_536,
  /** Targets of one mention, and keywords of one robot (documented). */
  mentions: 50,
  keywords: 10,
  /** Default time for one request, headers and body of the answer included, in ms. */
  timeoutMs: 10_000,
  /** Wait before a message is sent again whose answer was an HTML page: it may be the ban of an address. */
  htmlWaitMs: 60_000,
  /** From this difference on, a refused signature is blamed on the clock, in ms. DingTalk tolerates one hour. */
  skewMs: 300_000,
} as const
