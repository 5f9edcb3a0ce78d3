import Foundation
import Testing
import Wire

/// A context with sockets on one thread, as a loop has them; everything is closed with it.
final class Room {
  let context: Context
  /// Served whenever the room waits.
  private(set) var gatekeeper: Gatekeeper?
  private var sockets: [Socket] = []
  private var monitors: [Monitor] = []

  init() throws { context = try Context() }

  deinit {
    monitors.forEach { $0.close() }
    sockets.forEach { $0.close() }
    gatekeeper?.close()
    context.close()
  }

  func guarded(_ admit: @escaping (PublicKey) -> String?) throws {
    gatekeeper = try Gatekeeper(context) { key, _ in admit(key).map { .admitted($0) } ?? .notNow }
  }

  func socket(_ kind: Socket.Kind, _ security: Security = .none) throws -> Socket {
    let socket = try Socket(context, kind, security)
    sockets.append(socket)
    return socket
  }

  /// A bound socket and where it is found; by default a port of loopback that the system chose.
  func bound(
    _ kind: Socket.Kind, _ security: Security = .none, at text: String = "tcp://127.0.0.1:*"
  ) throws -> (Socket, Endpoint) {
    let socket = try socket(kind, security)
    return (socket, try socket.bind(try Endpoint(text)))
  }

  func connected(_ kind: Socket.Kind, _ security: Security = .none, to endpoint: Endpoint) throws -> Socket {
    let socket = try socket(kind, security)
    try socket.connect(endpoint)
    return socket
  }

  func monitor(of socket: Socket) throws -> Monitor {
    let monitor = try Monitor(context, of: socket)
    monitors.append(monitor)
    return monitor
  }

  /// Turns until the condition holds, waiting on the sockets given; fails the test where it does not in time.
  func turn(
    on watched: [Socket], seconds: Int = 20, _ what: String = "what was waited for",
    at place: SourceLocation = #_sourceLocation, until holds: () throws -> Bool
  ) throws {
    let poller = Poller()
    for socket in watched { _ = poller.watch(socket) }
    if let gatekeeper { _ = poller.watch(gatekeeper.socket) }
    let deadline = ContinuousClock.now + .seconds(seconds)
    while ContinuousClock.now < deadline {
      if try holds() { return }
      _ = try poller.wait(milliseconds: 20)
      try gatekeeper?.serve()
    }
    Issue.record("\(what) did not come", sourceLocation: place)
    throw TooLate()
  }

  struct TooLate: Error {}

  func receive(_ socket: Socket, at place: SourceLocation = #_sourceLocation) throws -> Message {
    var received: Message?
    try turn(on: [socket], "a message", at: place) {
      received = try socket.receive()
      return received != nil
    }
    return try #require(received)
  }

  /// Sends as soon as the peer is there: a DEALER takes nothing before.
  func send(_ frames: [[UInt8]], on socket: Socket, at place: SourceLocation = #_sourceLocation) throws {
    try turn(on: [], "a place to send to", at: place) { try socket.send(frames) == .sent }
  }

  /// The first event that satisfies the condition; others are passed over.
  func event(
    _ monitor: Monitor, at place: SourceLocation = #_sourceLocation, where wanted: (Monitor.Happening) -> Bool
  ) throws -> Monitor.Happening {
    var found: Monitor.Happening?
    try turn(on: [monitor.events], "an event", at: place) {
      while let event = try monitor.next() {
        if wanted(event.what) {
          found = event.what
          return true
        }
      }
      return false
    }
    return try #require(found)
  }
}

/// Bytes of a text.
func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

/// A folder of its own for one test, gone after it.
struct Folder: ~Copyable {
  let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory.appending(path: "wire-\(UUID().uuidString.prefix(8))")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  func path(_ name: String) -> String { url.appending(path: name).path(percentEncoded: false) }

  deinit { try? FileManager.default.removeItem(at: url) }
}

/// A peer that speaks bytes of its own choice over TCP: what libzmq's own sockets would never send.
final class RawPeer {
  private let process = Process()
  private let input = Pipe()
  private let output = Pipe()

  init(port: UInt16) throws {
    process.executableURL = URL(filePath: "/bin/bash")
    process.arguments = ["-c", "exec 3<>/dev/tcp/127.0.0.1/\(port); cat <&3 & cat >&3; kill -9 $!"]
    process.standardInput = input
    process.standardOutput = output
    try process.run()
  }

  func write(_ bytes: [UInt8]) throws { try input.fileHandleForWriting.write(contentsOf: Data(bytes)) }

  /// Reads until these bytes come; false where the connection ends first.
  func hears(_ wanted: [UInt8]) -> Bool {
    var heard = Data()
    while heard.range(of: Data(wanted)) == nil {
      let more = output.fileHandleForReading.availableData
      if more.isEmpty { return false }
      heard += more
    }
    return true
  }

  /// ZMTP 3.0 without security: a greeting and the command READY with the kind of socket (RFC 23).
  static func greeting(as kind: String) -> [UInt8] {
    let mechanism = bytes("NULL") + [UInt8](repeating: 0, count: 16)
    let signature: [UInt8] = [0xFF, 0, 0, 0, 0, 0, 0, 0, 1, 0x7F]
    let ready = [5] + bytes("READY") + [11] + bytes("Socket-Type") + [0, 0, 0, UInt8(kind.utf8.count)] + bytes(kind)
    return signature + [3, 0] + mechanism + [UInt8](repeating: 0, count: 32) + [4, UInt8(ready.count)] + ready
  }

  static func frame(_ body: [UInt8]) -> [UInt8] { [0, UInt8(body.count)] + body }

  deinit {
    try? input.fileHandleForWriting.close()
    process.waitUntilExit()
  }
}
