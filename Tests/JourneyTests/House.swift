import Contracts
import Foundation
import Support
import Synchronization
import Testing
import Wire

/// The four services as real processes on loopback, over one folder of stores.
final class House {
  let folder: URL
  let port: Int
  private var processes: [ServiceName: Process] = [:]
  private let environment: [String: String]
  private(set) var kills = 0
  private var forwarders: [Process] = []

  /// A range of ports for each house, so that houses stand side by side; below those that the system gives to clients.
  private static let next = Atomic<Int>(0)

  init(_ environment: [String: String] = [:]) throws {
    let number = House.next.add(1, ordering: .relaxed).newValue
    port = 10_000 + (Int(getpid()) * 40 + number * 160) % 22_000
    folder = FileManager.default.temporaryDirectory.appending(path: "holdfast-journey-\(getpid())-\(number)")
    try? FileManager.default.removeItem(at: folder)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    self.environment = environment
  }

  deinit {
    for process in Array(processes.values) + forwarders where process.isRunning {
      kill(process.processIdentifier, SIGKILL)
    }
    try? FileManager.default.removeItem(at: folder)
  }

  func desk(of service: ServiceName) -> String { "tcp://127.0.0.1:\(port + service.port - 7_100)" }

  /// The settings under which programs find this house.
  var settings: [String: String] {
    var settings = environment
    for service in ServiceName.allCases { settings[service.setting] = desk(of: service) }
    settings["HOLDFAST_DATA"] = folder.path
    settings["HOLDFAST_CLOCK"] = environment["HOLDFAST_CLOCK"] ?? "follow"
    settings["SWIFT_BACKTRACE"] = "enable=no"
    return settings
  }

  /// Starts a service; `more` settings hold for this life of it.
  func start(_ service: ServiceName, _ more: [String: String] = [:]) throws {
    let process = Process()
    process.executableURL = URL(filePath: try BuiltProgram.path(of: service.rawValue))
    process.environment = settings.merging(more) { _, newer in newer }
    let log = folder.appending(path: "\(service.rawValue).log").path
    if !FileManager.default.fileExists(atPath: log) { _ = FileManager.default.createFile(atPath: log, contents: nil) }
    let handle = try #require(FileHandle(forWritingAtPath: log))
    try handle.seekToEnd()
    process.standardError = handle
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    processes[service] = process
  }

  /// Starts the services so that each finds the desks of those it follows, and nothing where their feeds should be.
  func startAllWithoutFeeds() throws {
    var desks: [String: String] = [:]
    for (number, service) in [ServiceName.scheduling, .participation, .disputes].enumerated() {
      let place = port + 100 + number * 10
      let process = Process()
      process.executableURL = URL(filePath: "/usr/bin/env")
      let script = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "forward.py").path
      process.arguments = ["python3", script, String(place), String(port + service.port - 7_100)]
      try process.run()
      forwarders.append(process)
      desks[service.setting] = "tcp://127.0.0.1:\(place)"
    }
    for service in ServiceName.allCases {
      try start(service, desks.filter { $0.key != service.setting })
    }
  }

  func startAll() throws {
    for service in ServiceName.allCases { try start(service) }
  }

  func isRunning(_ service: ServiceName) -> Bool { processes[service]?.isRunning ?? false }

  /// How the service's last life ended: its signal where one killed it.
  func ending(of service: ServiceName) -> (reason: Process.TerminationReason, status: Int32)? {
    guard let process = processes[service], !process.isRunning else { return nil }
    return (process.terminationReason, process.terminationStatus)
  }

  /// SIGKILL; returns when the process is gone.
  func killNow(_ service: ServiceName) {
    guard let process = processes[service] else { return }
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
    kills += 1
  }

  /// SIGTERM; the status with which the process ends.
  func endGently(_ service: ServiceName) throws -> Int32 {
    let process = try #require(processes[service])
    process.terminate()
    process.waitUntilExit()
    return process.terminationReason == .exit ? process.terminationStatus : -process.terminationStatus
  }

  /// The log of a service, for the message of a test that failed.
  func log(of service: ServiceName) -> String {
    (try? String(contentsOf: folder.appending(path: "\(service.rawValue).log"), encoding: .utf8)) ?? ""
  }

  /// Waits until all feeds are followed to their heads and nothing waits any more.
  func settle(seconds: Double = 60) throws {
    let deadline = Date(timeIntervalSinceNow: seconds)
    var last = ""
    let running = ServiceName.allCases.filter { isRunning($0) }
    let desks = try running.map { try Desk(desk(of: $0)) }
    while Date() < deadline {
      var isSettled = true
      var heads: [String: String] = [:]
      last = ""
      for (service, desk) in zip(running, desks) {
        guard let health = try? desk.ask("health", [], seconds: 5).outcome.get() else {
          isSettled = false
          continue
        }
        last += health.text + "\n"
        if health["waiting"]?.integer != 0 { isSettled = false }
        for item in health["authorities"]?.array ?? [] {
          if let name = item["authority"]?.string { heads["\(service.rawValue)/\(name)"] = item["head"]?.string }
          for follow in item["follows"]?.array ?? [] {
            let upstream = "\(follow["service"]?.string ?? "")/\(item["authority"]?.string ?? "")"
            if let head = heads[upstream], head != follow["position"]?.string { isSettled = false }
          }
        }
      }
      if isSettled { return }
    }
    Issue.record("not settled: \(last)")
    throw NotSettled()
  }

  struct NotSettled: Error {}
}
