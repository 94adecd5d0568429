module.exports = {
  app: 'from the setup',
  beforeSend: (alert) => ({ ...alert, message: `${alert.message}!` }),
}
