import Contracts
import Wire

/// What came at the desk: from whom, and by which key. What the key may do is looked up when it is decided, which may
/// be a turn later.
struct Asked {
  private let peer: Peer
  private let line: [UInt8]
  private let user: String
  /// What is wrong with its frames; nil where they are one line.
  private let fault: String?

  /// `[routing id, line]` or `[routing id, empty, line]`; nil where there is nobody to answer.
  init?(_ message: Wire.Message) {
    let frames = message.frames
    guard let routing = frames.first else { return nil }
    let hasDelimiter = frames.count > 2 && frames[1].isEmpty
    peer = Peer(hasDelimiter ? [routing, []] : [routing])
    line = frames.count > 1 ? frames[frames.count - 1] : []
    user = message.userID
    if message.isCut || frames.count != (hasDelimiter ? 3 : 2) {
      fault = "wrong-frames"
    } else if routing.first != 0 {
      // libzmq makes routing ids of 5 bytes that start with 0; a peer that names itself could take another's answers.
      fault = "routing-id-set-by-peer"
    } else {
      fault = nil
    }
  }

  /// How many bytes it holds.
  var bytes: Int { line.count }

  /// What the loop decides now.
  func asked(_ caller: (String) -> Caller) -> Incoming {
    if let fault { return .misframed(peer, line: line, caller(user), reason: fault) }
    return .request(peer, line: line, caller(user))
  }

  /// What the loop answers where the key has too many waiting.
  func overrun(_ caller: (String) -> Caller) -> Incoming { .overrun(peer, line: line, caller(user)) }
}
