import Contracts
import Foundation
import Wire

/// The keys of a process: its own pair, the public keys of the other services, and who may come in.
///
/// The folder holds `NAME.secret` (this process's private key, mode 0600), `NAME.public` for every service, and
/// `allow`: one line a key, `name public-key permissions authorities` (`protocol.md` §7).
final class KeyRing {
  let own: KeyPair
  private let folder: String
  private let callers: [String: Caller]
  private let names: [PublicKey: String]

  /// Reads the keys of the process called `name` from `folder`.
  ///
  /// - Throws: `SettingError` naming the file and what is wrong with it.
  init(folder: String, name: String) throws(SettingError) {
    self.folder = folder
    do {
      own = try KeyPair.read(from: "\(folder)/\(name).secret")
    } catch {
      throw SettingError("HOLDFAST_KEYS", "\(error)")
    }
    guard let text = try? String(contentsOfFile: "\(folder)/allow", encoding: .utf8) else {
      throw SettingError("HOLDFAST_KEYS", "there is no file 'allow' in \(folder)")
    }
    var callers: [String: Caller] = [:]
    var names: [PublicKey: String] = [:]
    for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      guard let first = line.first(where: { $0 != " " }), first != "#" else { continue }
      guard let (key, caller) = KeyRing.entry(line) else {
        throw SettingError("HOLDFAST_KEYS", "line \(number + 1) of 'allow' is not 'name key permissions authorities'")
      }
      callers[caller.name] = caller
      names[key] = caller.name
    }
    self.callers = callers
    self.names = names
  }

  /// One line of the allow list. A member that this version does not know makes the line a bad one: what it limits
  /// would otherwise be open.
  private static func entry(_ line: Substring) -> (PublicKey, Caller)? {
    let words = line.split(separator: " ")
    guard words.count == 4, let key = try? PublicKey(String(words[1])) else { return nil }
    var permissions: Set<Caller.Permission> = []
    for word in words[2].split(separator: ",") {
      guard let permission = Caller.Permission(rawValue: String(word)) else { return nil }
      permissions.insert(permission)
    }
    var authorities: Set<Authority>?
    if words[3] != "*" {
      let named = words[3].split(separator: ",").map { Authority(String($0)) }
      guard !named.contains(nil) else { return nil }
      authorities = Set(named.compactMap { $0 })
    }
    return (key, Caller(name: String(words[0]), permissions: permissions, authorities: authorities))
  }

  /// The name under which `key` may come in; nil where it may not.
  func name(of key: PublicKey) -> String? { names[key] }

  /// What the key called `name` may do.
  func caller(named name: String) -> Caller { callers[name] ?? .nobody }

  /// How to prove ourselves to the desk and feed of `service`.
  func client(of service: ServiceName) throws(WireError) -> Security {
    let path = "\(folder)/\(service.rawValue).public"
    guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
      throw WireError(.badKey, "read", path)
    }
    return .client(own, server: try PublicKey(text.trimmingCharacters(in: .whitespacesAndNewlines)))
  }
}

extension Caller {
  /// Who may do nothing.
  static let nobody = Caller(name: "nobody", permissions: [], authorities: [])
}

extension Endpoint {
  /// Whether it crosses a network, or may: there every peer proves its key.
  var isTCP: Bool { description.hasPrefix("tcp://") }
}
