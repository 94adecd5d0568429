export default {
  app: 'from the setup',
  beforeSend: (alert) => (alert.message === 'disk full' ? null : { ...alert, message: `${alert.message}!` }),
  fetch: (url, init) => fetch(url, { ...init, headers: { ...init.headers, 'x-proxied': 'yes' } }),
}
