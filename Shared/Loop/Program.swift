import ArgumentParser
public import Contracts
import Foundation
public import Journal
import Logging
import Wire

/// The program of one service: reads flags and settings, opens store and sockets, runs the loop, ends cleanly.
///
/// Ends with 0 after SIGTERM, with 2 where a setting is wrong, with 1 where store or sockets fail.
public enum Program {
  /// Runs `service` until it is asked to end; does not return.
  ///
  /// - Parameter prepare: makes the tables of a read model when the store is opened.
  public static func main<State: StreamState>(
    _ service: Service<State>, prepare: @escaping (StoreTransaction) throws -> Void = { _ in }
  ) -> Never {
    Heap.keepSmall()
    let flags = Flags.parseOrExit()
    let name = service.rules.service
    let log = Logger(label: name.rawValue) { JSONLogHandler(label: $0) }
    do {
      let settings = try Settings(name) { flags.value(of: $0) ?? ProcessInfo.processInfo.environment[$0] }
      let keys = try settings.keysFolder.map { folder throws(SettingError) in
        try KeyRing(folder: folder, name: name.rawValue) { SystemClock.now().londonDate }
      }
      try DataFolder.check(settings.dataFolder)
      if flags.checkConfig { exit(0) }
      let descriptors = Descriptors.raise()
      if descriptors < 8_192 {
        log.warning("few connections are possible", metadata: ["descriptors": "\(descriptors)"])
      }
      Stop.listen()
      try run(service, settings, keys, log, prepare)
      exit(0)
    } catch let error as SettingError {
      log.critical("a setting cannot be used", metadata: ["setting": "\(error.setting)", "words": "\(error.words)"])
      exit(2)
    } catch let error as WireError where error.code == .insecure {
      log.critical("not secure", metadata: ["error": "\(error)"])
      exit(2)
    } catch {
      log.critical("ended by a fault", metadata: ["error": "\(error)"])
      exit(1)
    }
  }

  private static func run<State: StreamState>(
    _ service: Service<State>, _ settings: Settings, _ keys: KeyRing?, _ log: Logger,
    _ prepare: @escaping (StoreTransaction) throws -> Void
  ) throws {
    let store = try SQLiteJournal(folder: settings.dataFolder) { try prepare(StoreTransaction($0)) }
    let waker = try Waker()
    let threads = LongThreads(count: 2, waker: waker)
    let transport = try ZeroMQTransport(settings, keys: keys, waker: waker, threads: threads)
    let loop = try Loop(
      service, store: store, transport: transport, settings: settings.turn, log: log, clock: SystemClock.now,
      threads: threads)
    log.info(
      "serving",
      metadata: [
        "desk": "\(settings.endpoints.desk)", "feed": "\(settings.endpoints.feed)",
        "ear": "\(settings.endpoints.ear.map(\.description) ?? "none")", "clock": "\(settings.turn.clock.rawValue)",
        "authorities": "\(settings.turn.authorities.map { $0.sorted().map(\.text).joined(separator: ",") } ?? "any")",
      ])
    try loop.run { Stop.isAsked }
    transport.close()
    store.close()
  }
}

/// The flags of a service; each stands for the setting of the same meaning, and goes before it.
struct Flags: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: CommandLine.arguments.first.map { String($0.split(separator: "/").last ?? "") } ?? "",
      abstract: "A service of Holdfast: the Independent Reviewing Officer service for children in care.",
      discussion: """
        Settings are read from the environment: HOLDFAST_SCHEDULING, HOLDFAST_PARTICIPATION, HOLDFAST_DISPUTES and
        HOLDFAST_REPORTING (where each desk is found), HOLDFAST_BIND, HOLDFAST_DATA, HOLDFAST_CLOCK,
        HOLDFAST_AUTHORITIES and HOLDFAST_KEYS. A flag goes before its setting.
        """,
      version: holdfastVersion)
  }

  @Option(help: "The folder that holds the stores (HOLDFAST_DATA; default .holdfast).")
  var data: String?
  @Option(help: "Where this service binds: a numeric address or * (HOLDFAST_BIND).")
  var bind: String?
  @Option(help: "'system', or 'follow' for the newest known time seen (HOLDFAST_CLOCK).")
  var clock: String?
  @Option(help: "The authorities served, comma separated (HOLDFAST_AUTHORITIES; default any).")
  var authorities: String?
  @Option(help: "The folder with this process's keys and the allow list (HOLDFAST_KEYS).")
  var keys: String?
  @Flag(help: "Check the settings and end: 0, or 2 with the setting's name and what is wrong.")
  var checkConfig = false

  func value(of setting: String) -> String? {
    switch setting {
    case "HOLDFAST_DATA": data
    case "HOLDFAST_BIND": bind
    case "HOLDFAST_CLOCK": clock
    case "HOLDFAST_AUTHORITIES": authorities
    case "HOLDFAST_KEYS": keys
    case _: nil
    }
  }
}
