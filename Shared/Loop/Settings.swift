import Contracts
import Wire

/// A setting that cannot be used: its name, and what is wrong.
public struct SettingError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The setting's name, such as `HOLDFAST_DATA`.
  public let setting: String
  /// What is wrong, in a sentence.
  public let words: String

  /// A fault of `setting`.
  public init(_ setting: String, _ words: String) {
    self.setting = setting
    self.words = words
  }

  /// The setting and what is wrong with it.
  public var description: String { "\(setting): \(words)" }
}

/// Where a service's own sockets bind.
struct Endpoints: Sendable {
  let desk: Endpoint
  let feed: Endpoint
  let ear: Endpoint?
}

/// What a service is told from outside (`protocol.md` §8), read once at start.
struct Settings: Sendable {
  /// A service that is followed; its host may be a name, which is looked up at each connection.
  struct Upstream: Sendable {
    let service: ServiceName
    let desk: String
    let feed: String
  }

  let endpoints: Endpoints
  let upstreams: [Upstream]
  /// The folder of this service's own store.
  let dataFolder: String
  let turn: TurnSettings
  let keysFolder: String?

  /// Reads the settings of `service`.
  ///
  /// - Parameter value: the text of a setting, nil where it is not set.
  /// - Throws: the first setting that cannot be used, by name.
  init(_ service: ServiceName, _ value: (String) -> String?) throws(SettingError) {
    keysFolder = value("HOLDFAST_KEYS").flatMap { $0.isEmpty ? nil : $0 }
    endpoints = try Settings.own(service, value)
    if keysFolder == nil {
      for place in [endpoints.desk, endpoints.feed, endpoints.ear].compactMap({ $0 }) where !place.isLoopback {
        throw SettingError("HOLDFAST_KEYS", "\(place) is not on loopback, so keys are needed")
      }
    }
    var upstreams: [Upstream] = []
    for followed in service.follows {
      let desk = Settings.desk(of: followed, value)
      upstreams.append(Upstream(service: followed, desk: desk, feed: try Settings.feed(of: followed, desk: desk)))
    }
    self.upstreams = upstreams
    dataFolder = (value("HOLDFAST_DATA") ?? ".holdfast") + "/" + service.rawValue
    guard let clock = TurnSettings.Clock(rawValue: value("HOLDFAST_CLOCK") ?? "system") else {
      throw SettingError("HOLDFAST_CLOCK", "is neither 'system' nor 'follow'")
    }
    turn = TurnSettings(clock: clock, authorities: try Settings.authorities(value("HOLDFAST_AUTHORITIES")))
  }

  private static func own(_ service: ServiceName, _ value: (String) -> String?) throws(SettingError) -> Endpoints {
    let place = desk(of: service, value)
    do {
      let desk: Endpoint
      if let address = value("HOLDFAST_BIND"), place.hasPrefix("tcp://") {
        guard let colon = place.lastIndex(of: ":") else { throw SettingError(service.setting, "has no port") }
        desk = try Endpoint("tcp://\(address)\(place[colon...])")
      } else {
        desk = try Endpoint(place)
      }
      return Endpoints(desk: desk, feed: try desk.feed(), ear: service.hasEar ? try desk.ear() : nil)
    } catch let error as SettingError {
      throw error
    } catch {
      let setting = value("HOLDFAST_BIND") == nil ? service.setting : "HOLDFAST_BIND"
      throw SettingError(setting, "'\(place)': a numeric address, ipc:// or inproc:// is needed to bind")
    }
  }

  private static func desk(of service: ServiceName, _ value: (String) -> String?) -> String {
    value(service.setting) ?? "tcp://127.0.0.1:\(service.port)"
  }

  /// The feed beside a desk whose host may be a name.
  private static func feed(of service: ServiceName, desk: String) throws(SettingError) -> String {
    guard desk.hasPrefix("tcp://") else { return desk + "-feed" }
    guard let colon = desk.lastIndex(of: ":"), let port = UInt16(desk[desk.index(after: colon)...]), port < .max else {
      throw SettingError(service.setting, "'\(desk)' has no port")
    }
    return "\(desk[..<colon]):\(port + 1)"
  }

  private static func authorities(_ text: String?) throws(SettingError) -> Set<Authority>? {
    guard let text, !text.isEmpty else { return nil }
    var authorities: Set<Authority> = []
    for name in text.split(separator: ",") {
      guard let authority = Authority(String(name)) else {
        throw SettingError("HOLDFAST_AUTHORITIES", "'\(name)' is not 2 to 32 lower-case letters and digits")
      }
      authorities.insert(authority)
    }
    return authorities
  }
}
