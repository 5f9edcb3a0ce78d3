import Contracts
import Foundation
import Wire

/// A client of one desk over a real DEALER socket: many requests outstanding, answers as they come.
final class Desk {
  private let context: Context
  private var socket: Socket
  private let poller = Poller()
  private var item: Poller.Item
  private let endpoint: Endpoint
  private let security: Security
  private var counter = 0

  init(_ endpoint: String, _ security: Security = .none) throws {
    self.security = security
    context = try Context()
    self.endpoint = try Endpoint(endpoint)
    socket = try Socket(context, .dealer, security)
    try socket.connect(self.endpoint)
    item = poller.watch(socket)
  }

  deinit {
    poller.forget(item)
    socket.close()
    context.close()
  }

  /// Makes the connection anew: what was outstanding is forgotten.
  func reconnect() throws {
    poller.forget(item)
    socket.close()
    socket = try Socket(context, .dealer, security)
    try socket.connect(endpoint)
    item = poller.watch(socket)
  }

  /// Sends one line; false while nobody is connected.
  func send(_ line: [UInt8]) throws -> Bool { try socket.send([line]) == .sent }

  /// The replies that are there, waiting for the first up to `milliseconds`.
  func replies(waiting milliseconds: Int) throws -> [Reply] {
    guard try poller.wait(milliseconds: milliseconds) else { return [] }
    var replies: [Reply] = []
    while let message = try socket.receive() {
      replies.append(try Reply(line: message.frames.last ?? []))
    }
    return replies
  }

  struct Silence: Error {}

  /// Asks one thing and waits for its answer.
  func ask(_ method: String, _ params: [(String, JSON?)], seconds: Double = 10) throws -> Reply {
    counter += 1
    let id = "ask-\(counter)"
    return try ask(Request(id: .string(id), method: method, params: .object(params)), seconds: seconds)
  }

  /// Asks one thing and waits for its answer; asks again when nothing is heard.
  func ask(_ request: Request, seconds: Double = 10) throws -> Reply {
    let deadline = Date(timeIntervalSinceNow: seconds)
    while Date() < deadline {
      guard try send(request.line) else {
        _ = try poller.wait(milliseconds: 20)
        continue
      }
      let again = Date(timeIntervalSinceNow: 3)
      while Date() < min(again, deadline) {
        for reply in try replies(waiting: 50) where reply.id == request.id { return reply }
      }
    }
    throw Silence()
  }
}
