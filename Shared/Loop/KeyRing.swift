import Contracts
import Foundation
import Wire

/// The keys of a process: its own pair, the public keys of the other services, and who may come in.
///
/// The folder holds `NAME.secret` (this process's private key, mode 0600), `NAME.public` for every service that it
/// follows, and the list `allow`. The list is read again whenever the file has changed, and each midnight in London
/// ends and begins what its lines say.
final class KeyRing {
  let own: KeyPair
  private let folder: String
  private let today: () -> CivilDate
  private var list: AllowList
  private var stamp: FileStamp?
  private var day: CivilDate
  /// Who may come in now, by public key: what a connection proved is looked up here for every message.
  private var callers: [String: Caller]

  /// Reads the keys of the process called `name` from `folder`.
  ///
  /// - Throws: `SettingError` naming the file and what is wrong with it.
  init(folder: String, name: String, today: @escaping () -> CivilDate) throws(SettingError) {
    self.folder = folder
    self.today = today
    do {
      own = try KeyPair.read(from: "\(folder)/\(name).secret")
    } catch {
      throw SettingError("HOLDFAST_KEYS", "\(error)")
    }
    stamp = FileStamp(of: "\(folder)/allow")
    day = today()
    do {
      list = try KeyRing.read(folder)
    } catch {
      throw SettingError("HOLDFAST_KEYS", "\(error)")
    }
    callers = list.callers(on: day)
  }

  private static func read(_ folder: String) throws(AllowedKey.BadLine) -> AllowList {
    guard let text = try? String(contentsOfFile: "\(folder)/allow", encoding: .utf8) else {
      throw AllowedKey.BadLine("there is no file 'allow' in \(folder)")
    }
    return try AllowList(text)
  }

  /// What came of looking at the list again.
  struct Renewal: Equatable {
    /// What is wrong with the newer list, where it was read and is bad: the one before still stands.
    let fault: AllowedKey.BadLine?
    /// Whether somebody follows less than before.
    let isFollowingLost: Bool
  }

  /// Reads the list again where the file has changed, and lets days end and begin; nil where nothing has changed.
  func renew() -> Renewal? {
    let newStamp = FileStamp(of: "\(folder)/allow")
    let newDay = today()
    guard newStamp != stamp || newDay != day else { return nil }
    var fault: AllowedKey.BadLine?
    if newStamp != stamp {
      stamp = newStamp
      do throws(AllowedKey.BadLine) {
        list = try KeyRing.read(folder)
      } catch let bad {
        fault = bad
      }
    }
    day = newDay
    let before = callers
    callers = list.callers(on: day)
    return Renewal(fault: fault, isFollowingLost: before.losesFollowing(in: callers))
  }

  /// What the gatekeeper writes on every message of a connection: the key itself, so that a name given to another key
  /// since gives the old one nothing; nil where the key may not come in.
  func user(of key: PublicKey) -> String? { callers[key.text] == nil ? nil : key.text }

  /// What the key that a connection proved may do now.
  func caller(of user: String) -> Caller { callers[user] ?? .nobody }

  /// How to prove ourselves to the desk and feed of `service`.
  func client(of service: ServiceName) throws(WireError) -> Security {
    let path = "\(folder)/\(service.rawValue).public"
    guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
      throw WireError(.badKey, "read", path)
    }
    return .client(own, server: try PublicKey(text.trimmingCharacters(in: .whitespacesAndNewlines)))
  }
}

extension Endpoint {
  /// Whether it crosses a network, or may: there every peer proves its key.
  var isTCP: Bool { description.hasPrefix("tcp://") }
}
