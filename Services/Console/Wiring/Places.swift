import Contracts
import Foundation
import Wire

/// Where the services are found, and how the console proves itself to them (`protocol.md` §8).
struct Places {
  private let desks: [ServiceName: String]
  private let keys: (folder: String, own: KeyPair)?

  /// Reads the settings from the environment.
  ///
  /// - Throws: a setting or key that cannot be used, by name.
  init(environment: [String: String] = ProcessInfo.processInfo.environment) throws(Trouble) {
    var desks: [ServiceName: String] = [:]
    for service in ServiceName.allCases {
      let place = environment[service.setting] ?? "tcp://127.0.0.1:\(service.port)"
      guard place.hasPrefix("tcp://") || place.hasPrefix("ipc://") else {
        throw .wrong("\(service.setting): '\(place)' is neither tcp://HOST:PORT nor ipc://PATH")
      }
      desks[service] = place
    }
    self.desks = desks
    guard let folder = environment["HOLDFAST_KEYS"], !folder.isEmpty else {
      keys = nil
      return
    }
    do {
      keys = (folder, try KeyPair.read(from: "\(folder)/console.secret"))
    } catch {
      throw .wrong("HOLDFAST_KEYS: \(error)")
    }
  }

  /// Where the desk of `service` is, in the words of its setting.
  func desk(of service: ServiceName) -> String { desks[service] ?? "" }

  /// Where the feed of `service` is: the port after the desk's, or `-feed` appended.
  func feed(of service: ServiceName) throws(Trouble) -> String {
    let desk = desk(of: service)
    guard desk.hasPrefix("tcp://") else { return desk + "-feed" }
    guard let colon = desk.lastIndex(of: ":"), let port = UInt16(desk[desk.index(after: colon)...]), port < .max else {
      throw .wrong("\(service.setting): '\(desk)' has no port")
    }
    return "\(desk[..<colon]):\(port + 1)"
  }

  /// How to prove ourselves to `service` at `endpoint`.
  ///
  /// - Throws: that its public key is missing or is none.
  func security(to service: ServiceName, at endpoint: Endpoint) throws(Trouble) -> Security {
    guard let keys, endpoint.description.hasPrefix("tcp://") else {
      guard endpoint.isLoopback else {
        throw .wrong("HOLDFAST_KEYS: \(endpoint) is not on this machine, so keys are needed")
      }
      return .none
    }
    let path = "\(keys.folder)/\(service.rawValue).public"
    guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
      throw .wrong("HOLDFAST_KEYS: there is no \(path)")
    }
    do {
      return .client(keys.own, server: try PublicKey(text.trimmingCharacters(in: .whitespacesAndNewlines)))
    } catch {
      throw .wrong("HOLDFAST_KEYS: \(path) does not hold a public key")
    }
  }
}
