import Contracts
import Foundation
import Wire

/// A real service, started on private ports in a folder of its own, and stopped by its process id.
final class ServiceProcess {
  /// A process that did not come up, with where it says why.
  struct NotUp: Error, CustomStringConvertible {
    let name: String
    let log: String
    var description: String { "\(name) did not come up; its log is \(log)" }
  }

  let name: String
  let desk: Endpoint
  private let process = Process()

  /// Starts `executable` with `arguments`; what it says goes to a log in `folder`.
  init(
    name: String, executable: String, arguments: [String] = [], environment: [String: String], desk: Endpoint,
    folder: String
  ) throws {
    self.name = name
    self.desk = desk
    let log = "\(folder)/\(name).log"
    _ = FileManager.default.createFile(atPath: log, contents: nil)
    process.executableURL = URL(filePath: executable)
    process.arguments = arguments
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle(forWritingAtPath: log)
    try process.run()
    guard process.isRunning else { throw NotUp(name: name, log: log) }
    Running.add(process.processIdentifier)
  }

  deinit { stop() }

  /// Asks the process to end, waits up to 30 seconds, and kills it then. Twice is once.
  func stop() {
    guard process.isRunning else { return Running.remove(process.processIdentifier) }
    process.terminate()
    let end = Date(timeIntervalSinceNow: 30)
    while process.isRunning, Date() < end { Thread.sleep(forTimeInterval: 0.005) }
    kill()
  }

  /// Ends the process at once, as a power cut would.
  func kill() {
    if process.isRunning { _ = Glibc.kill(process.processIdentifier, SIGKILL) }
    process.waitUntilExit()
    Running.remove(process.processIdentifier)
  }

  /// The memory that the process holds now, in MB of 1,000,000 bytes.
  var residentMegabytes: Double { Machine.residentMegabytes(process.processIdentifier, isOwn: false) }

  /// Notes that, and how much of it is not the pages of libraries.
  func noteMemory(_ findings: Findings, _ condition: String) {
    findings.add("memory", condition, name, "MB", [residentMegabytes], .atMost(60))
    let own = Machine.residentMegabytes(process.processIdentifier, isOwn: true)
    findings.add("memory", condition, "\(name), without libraries", "MB", [own])
  }

  /// The processor time that the process used so far, in seconds.
  var processorSeconds: Double { Machine.processorSeconds(process.processIdentifier) }
}

/// The services of one run: where they listen, where their folders are, and with which keys.
struct Stand {
  let executables: String
  /// The folder that holds the stores, the logs and the keys.
  let folder: String
  let clock: String
  let keys: Keys?
  private let ports: [ServiceName: UInt16]

  /// A stand in `folder`, which is made where it is not there.
  init(executables: String, folder: String, clock: String = "system", keys: Keys? = nil) throws {
    self.executables = executables
    self.folder = folder
    self.clock = clock
    self.keys = keys
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let base = try Ports.free(4 * ServiceName.allCases.count)
    ports = Dictionary(
      uniqueKeysWithValues: ServiceName.allCases.enumerated().map { ($1, base + UInt16($0) * 4) })
  }

  /// Where a service's desk is.
  func desk(_ service: ServiceName) throws -> Endpoint { try Endpoint("tcp://127.0.0.1:\(ports[service] ?? 0)") }

  /// Starts a service.
  func start(_ service: ServiceName) throws -> ServiceProcess {
    var environment = [
      "HOLDFAST_DATA": folder, "HOLDFAST_CLOCK": clock, "HOLDFAST_KEYS": keys?.folder ?? "",
      "HOLDFAST_AUTHORITIES": "",
    ]
    for other in ServiceName.allCases { environment[other.setting] = try desk(other).description }
    return try ServiceProcess(
      name: service.rawValue, executable: "\(executables)/\(service.rawValue)", environment: environment,
      desk: try desk(service), folder: folder)
  }

  /// How a client proves itself at a desk.
  func security(_ service: String) throws -> Security { try keys?.client(of: service) ?? .none }

  /// A connection to a service's desk, once it answers.
  func desk(_ context: Context, _ service: ServiceName) throws -> Desk {
    let desk = try Desk(context, try self.desk(service), try security(service.rawValue))
    try desk.health()
    return desk
  }
}

/// Ports of 127.0.0.1 that nobody listens on.
enum Ports {
  /// The first of `count` neighbouring ports that could all be bound.
  static func free(_ count: Int) throws -> UInt16 {
    let context = try Context()
    search: for base in stride(from: UInt16.random(in: 20_000...28_000), to: 32_000, by: count) {
      var sockets: [Socket] = []
      defer { sockets.forEach { $0.close() } }
      for port in base..<(base + UInt16(count)) {
        let socket = try Socket(context, .router, .none)
        sockets.append(socket)
        guard (try? socket.bind(try Endpoint("tcp://127.0.0.1:\(port)"))) != nil else { continue search }
      }
      return base
    }
    throw WireError(.addressInUse, "find", "\(count) free ports")
  }
}

/// A folder of CURVE keys as services read it: `NAME.secret`, `NAME.public`, and the list `allow`.
struct Keys {
  let folder: String
  private let own: KeyPair

  /// Makes keys for the services, the echo and this client in `folder`. The client may do what is said, for the
  /// authorities that are said; the services may follow.
  init(makingIn folder: String, may: String = "publish,command,ask,follow,import,admin", for authorities: String = "*")
    throws
  {
    self.folder = folder
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let own = try KeyPair.generate()
    self.own = own
    var allow = ["benchmark \(own.publicKey) \(may) \(authorities)"]
    for name in ServiceName.allCases.map(\.rawValue) + ["echo"] {
      let pair = try KeyPair.generate()
      try pair.write(to: "\(folder)/\(name).secret")
      try (pair.publicKey.text + "\n").write(toFile: "\(folder)/\(name).public", atomically: true, encoding: .utf8)
      allow.append("\(name) \(pair.publicKey) follow *")
    }
    try (allow.joined(separator: "\n") + "\n").write(toFile: "\(folder)/allow", atomically: true, encoding: .utf8)
  }

  /// How this client proves itself to the server called `name`.
  func client(of name: String) throws -> Security {
    let text = try String(contentsOfFile: "\(folder)/\(name).public", encoding: .utf8)
    return .client(own, server: try PublicKey(text.trimmingCharacters(in: .whitespacesAndNewlines)))
  }
}
