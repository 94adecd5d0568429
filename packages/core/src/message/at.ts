/** Who is mentioned. Works in text, markdown and action cards; at most 50 targets in all. */
export interface At {
  atMobiles?: readonly string[] | undefined
  atUserIds?: readonly string[] | undefined
  isAtAll?: boolean | undefined
}
