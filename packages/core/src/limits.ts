/** Messages a minute and robot that DingTalk takes (documented), and how many of them are used by default. */
export const perMinute = 20
export const slots = 18
/** A slot stays taken for this long after its message was completed, in ms. */
export const slotCoolMs = 61_000
/** How long a throttled robot is left alone, in ms: the documented 10 min, and 5 to 30 s more. */
export const banLeastMs = 605_000
export const banMostMs = 630_000
/** Bytes of the HTTP body that DingTalk takes (seen in logs, not documented). */
export const bodyBytes = 20_000
/** Bytes of an answer that are read at most. */
export const answerBytes = 65_536
/** Targets of one mention, and keywords of one robot (documented). */
export const mentions = 50
export const keywords = 10
/** Default time for one request, headers and body of the answer included, in ms. */
export const timeoutMs = 10_000
export const mostTimeoutMs = 600_000
/** Wait before a message is sent again whose answer was an HTML page: it may be the ban of an address. */
export const htmlWaitMs = 60_000
/** From this difference on, a refused signature is blamed on the clock, in ms. DingTalk tolerates one hour. */
export const skewMs = 300_000
