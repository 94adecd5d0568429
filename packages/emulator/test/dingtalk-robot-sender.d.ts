/** The little of this untyped client that the tests call. */
declare module 'dingtalk-robot-sender' {
  type Sent = Promise<{ data: { errcode: number; errmsg: string } }>

  export default class ChatBot {
    constructor(options: { webhook?: string; baseUrl?: string; accessToken?: string; secret?: string })
    text(content: string, at?: object): Sent
    link(link: object): Sent
    markdown(title: string, text: string, at?: object): Sent
    actionCard(card: object): Sent
    feedCard(links: readonly object[]): Sent
    send(content: object): Sent
  }
}
