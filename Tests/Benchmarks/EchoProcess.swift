import Contracts
import Foundation
import Wire

/// The floor under every round trip: a ROUTER in a process of its own that gives back what it gets.
enum EchoProcess {
  /// Answers until the process is ended.
  ///
  /// - Parameter keys: a folder with `echo.secret`, to run CURVE; everybody is let in.
  static func run(at endpoint: String, keys: String?) throws -> Never {
    // Whoever started it ignores the signal itself.
    signal(SIGTERM, SIG_DFL)
    let context = try Context()
    let poller = Poller()
    var gate: (keeper: Gatekeeper, item: Poller.Item)?
    var security = Security.none
    if let keys {
      let keeper = try Gatekeeper(context) { _, _ in .admitted("anybody") }
      gate = (keeper, poller.watch(keeper.socket))
      security = .server(try KeyPair.read(from: "\(keys)/echo.secret"), domain: "echo")
    }
    let socket = try Socket(context, .router, security)
    try socket.bind(try Endpoint(endpoint))
    let item = poller.watch(socket)
    while true {
      guard try poller.wait(milliseconds: -1) else { continue }
      if let gate, poller.isReadable(gate.item) { try gate.keeper.serve() }
      guard poller.isReadable(item) else { continue }
      while let message = try socket.receive() { _ = try socket.send(message.frames) }
    }
  }

  /// Starts the echo of this very executable.
  static func start(keys: Keys?, folder: String) throws -> ServiceProcess {
    let endpoint = try Endpoint("tcp://127.0.0.1:\(try Ports.free(1))")
    var arguments = ["echo", endpoint.description]
    if let keys { arguments += ["--keys", keys.folder] }
    return try ServiceProcess(
      name: "echo", executable: ownExecutable, arguments: arguments, environment: [:], desk: endpoint, folder: folder)
  }

  /// Where this program is.
  static var ownExecutable: String {
    (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? CommandLine.arguments[0]
  }
}
