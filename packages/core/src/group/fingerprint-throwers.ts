/**
 * Errors that one line of code throws for many reasons, or that a client throws for every answer it dislikes: their
 * place says little, so their message joins the fingerprint.
 */
const throwers: ReadonlySet<string> = new Set([
  // Nest
  'HttpException',
  'BadRequestException',
  'UnauthorizedException',
  'ForbiddenException',
  'NotFoundException',
  'MethodNotAllowedException',
  'NotAcceptableException',
  'RequestTimeoutException',
  'ConflictException',
  'GoneException',
  'PreconditionFailedException',
  'PayloadTooLargeException',
  'UnsupportedMediaTypeException',
  'ImATeapotException',
  'MisdirectedException',
  'UnprocessableEntityException',
  'FailedDependencyException',
  'InternalServerErrorException',
  'NotImplementedException',
  'BadGatewayException',
  'ServiceUnavailableException',
  'GatewayTimeoutException',
  'HttpVersionNotSupportedException',
  'RpcException',
  'WsException',
  // HTTP clients and frameworks
  'AxiosError',
  'FetchError',
  'HTTPError',
  'HttpError',
  'RequestError',
  'ResponseError',
  'StatusCodeError',
  'GraphQLError',
  // databases
  'QueryFailedError',
  'DatabaseError',
  'PostgresError',
  'SqliteError',
  'SequelizeDatabaseError',
  'SequelizeUniqueConstraintError',
  'SequelizeForeignKeyConstraintError',
  'PrismaClientKnownRequestError',
  'PrismaClientUnknownRequestError',
  'PrismaClientValidationError',
  'PrismaClientInitializationError',
  'MongoError',
  'MongoServerError',
  'MongoBulkWriteError',
  'MongoNetworkError',
  'ReplyError',
])

/** Whether the message says more about the error than the place it was thrown at. */
export function isGeneric(name: string, message: string): boolean {
  return throwers.has(name) || (name === 'TypeError' && message === 'fetch failed')
}
