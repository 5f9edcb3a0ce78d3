import Contracts
import Wire

/// A connection to the desk of one service, which knows when it was lost.
///
/// A lost connection is never mended silently: what was sent on it may be lost too, so the caller sends it again.
final class Desk {
  private struct Link {
    let socket: Socket
    let monitor: Monitor
    let socketItem: Poller.Item
    let monitorItem: Poller.Item
  }

  /// What became of the connection since it was last looked at.
  enum Change: Equatable {
    case none
    case lost
  }

  let service: ServiceName
  /// Why nobody can be reached there, as far as it is known.
  private(set) var why = "nobody answers"
  /// True where something certain says that nobody is there now.
  private(set) var isRefused = false
  /// True where the service turned our key away, or we its.
  private(set) var isTurnedAway = false
  /// True where the last handshake failed, so that a retry says nothing new.
  private var hasFailed = false
  private let context: Context
  private let places: Places
  private let poller: Poller
  private var link: Link?

  /// Connects, whether or not anybody is there yet.
  ///
  /// - Throws: a setting or key that cannot be used.
  init(_ service: ServiceName, _ places: Places, _ context: Context, _ poller: Poller) throws(Trouble) {
    self.service = service
    self.places = places
    self.context = context
    self.poller = poller
    try connectAnew()
  }

  /// Ends the connection, if there is one, and makes another; the host's name is looked up again.
  func connectAnew() throws(Trouble) {
    close()
    let place = places.desk(of: service)
    guard let endpoint = try? Endpoint.resolving(place) else {
      why = "its name is not known"
      isRefused = true
      return
    }
    let security = try places.security(to: service, at: endpoint)
    do {
      let socket = try Socket(context, .dealer, security)
      let monitor = try Monitor(context, of: socket)
      try socket.connect(endpoint)
      link = Link(
        socket: socket, monitor: monitor, socketItem: poller.watch(socket), monitorItem: poller.watch(monitor.events))
    } catch {
      throw .wrong("\(service.setting): \(error)")
    }
  }

  /// Where the desk is, in the words of its setting.
  var place: String { places.desk(of: service) }

  /// True while there is a connection, or one is being made.
  var isOpen: Bool { link != nil }

  /// Reads what happened to the connection.
  func look() -> Change {
    guard let link else { return .none }
    var change = Change.none
    while let event = try? link.monitor.next() {
      switch event.what {
      case .disconnected: change = .lost
      case .handshakeSucceeded:
        isRefused = false
        isTurnedAway = false
        hasFailed = false
        why = "it does not answer"
      case .handshakeFailed(let reason):
        switch reason {
        case .authentication:
          why = "it does not know this console's key"
          isTurnedAway = true
        case .protocolError:
          why = "it speaks another security; see HOLDFAST_KEYS"
          isTurnedAway = true
        case .noDetail: why = "it ends the connection at once; is this console's key in its allow list?"
        }
        isRefused = true
        hasFailed = true
      case .connectRetried:
        if !hasFailed { why = "nobody listens there" }
        isRefused = true
      case .connected, .listening, .accepted, .other: break
      }
    }
    return change
  }

  /// Sends a line; false where it cannot be taken now.
  func send(_ line: [UInt8]) -> Bool { (try? link?.socket.send([line])) == .sent }

  /// The next line that was answered, nil where none waits.
  func receive() -> [UInt8]? { (try? link?.socket.receive())?.frames.last }

  /// Ends the connection.
  func close() {
    guard let open = link else { return }
    poller.forget(open.socketItem)
    poller.forget(open.monitorItem)
    open.monitor.close()
    open.socket.close()
    link = nil
  }
}
