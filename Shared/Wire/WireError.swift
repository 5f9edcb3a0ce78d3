import CZeroMQ
import Glibc

/// What the world, not our own code, did to a socket, an address or a key file.
///
/// Interrupted calls (`EINTR`) and calls that would wait (`EAGAIN`) are not errors here: the first are made again, the
/// second are an outcome of the call.
public struct WireError: Error, Equatable, Sendable, CustomStringConvertible {
  /// What went wrong, closed: a caller can switch over all of it.
  public enum Code: Equatable, Sendable {
    /// Another process (or this one) has bound the endpoint.
    case addressInUse
    /// The context was shut down: close the socket and stop.
    case terminated
    /// The text is not an endpoint this house accepts, or not one for this use.
    case invalidEndpoint
    /// A plain socket would have left this machine, or a security option did not stick.
    case insecure
    /// The key file may be read by others than its owner, or not by us.
    case permission
    /// The key file is not there.
    case missing
    /// The key file is there already; keys are never overwritten.
    case alreadyExists
    /// The text or bytes are not a CURVE key.
    case badKey
    /// A REQ socket was asked to send twice, or to receive before it sent.
    case outOfTurn
    /// The order of subscriptions cannot be trusted any more (see `Socket.confirmSubscription`).
    case inDoubt
    /// Anything else, by its number in `errno`.
    case other(Int32)
  }

  /// What went wrong.
  public let code: Code
  /// What was being done, e.g. `bind`.
  public let operation: String
  /// To what: an endpoint, the name of an option, a path. Never a secret.
  public let subject: String

  /// Makes an error; `subject` must never hold a secret key.
  public init(_ code: Code, _ operation: String, _ subject: String) {
    self.code = code
    self.operation = operation
    self.subject = subject
  }

  /// The error that libzmq has just reported. Call at once, before anything else may touch `errno`.
  static func last(_ operation: String, _ subject: String) -> WireError {
    WireError(Code(errno: zmq_errno()), operation, subject)
  }

  /// One line for the log, e.g. `bind tcp://127.0.0.1:7100: address in use`.
  public var description: String { "\(operation) \(subject): \(code.words)" }
}

extension WireError.Code {
  /// The code of one `errno`, libzmq's own numbers included.
  init(errno number: Int32) {
    switch number {
    case EADDRINUSE: self = .addressInUse
    case ETERM: self = .terminated
    case EACCES, EPERM: self = .permission
    case ENOENT: self = .missing
    case EEXIST: self = .alreadyExists
    case EFSM: self = .outOfTurn
    default: self = .other(number)
    }
  }

  /// The code in plain words.
  var words: String {
    switch self {
    case .addressInUse: "address in use"
    case .terminated: "the context was shut down"
    case .invalidEndpoint: "not an endpoint that can be used here"
    case .insecure: "not secured by CURVE"
    case .permission: "permission refused, or open to others than the owner (0600 is the widest)"
    case .missing: "not there"
    case .alreadyExists: "already there, and never overwritten"
    case .badKey: "not a CURVE key"
    case .outOfTurn: "a request waits for its reply"
    case .inDoubt: "a peer sent what is no subscription: whose turn it is cannot be known"
    case .other(let number): unsafe String(cString: zmq_strerror(number))
    }
  }
}

/// Makes a libzmq call again for as long as signals interrupt it.
func uninterrupted(_ call: () -> Int32) -> Int32 {
  while true {
    let result = call()
    if result == -1, zmq_errno() == EINTR { continue }
    return result
  }
}
