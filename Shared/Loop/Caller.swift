public import Contracts

/// Who asks: the key that the connection proved, and what it may do.
public struct Caller: Hashable, Sendable {
  /// What a key may do (`protocol.md` §7).
  public enum Permission: String, CaseIterable, Sendable {
    case publish = "publish"
    case command = "command"
    case ask = "ask"
    case askFigures = "ask:figures"
    case follow = "follow"
    case bringHistory = "import"
    case administer = "admin"
  }

  /// The key's name; empty where no keys are used.
  public let name: String
  /// What it may do.
  public let permissions: Set<Permission>
  /// For which authorities; nil for all.
  public let authorities: Set<Authority>?

  /// A caller by its parts.
  public init(name: String, permissions: Set<Permission>, authorities: Set<Authority>?) {
    self.name = name
    self.permissions = permissions
    self.authorities = authorities
  }

  /// Whoever reaches a desk without keys, on loopback or ipc: everything is granted.
  public static let local = Caller(name: "", permissions: Set(Permission.allCases), authorities: nil)

  /// Whether the caller may do `permission` for `authority`.
  func may(_ permission: Permission, _ authority: Authority?) -> Bool {
    guard permissions.contains(permission) else { return false }
    guard let authorities, let authority else { return true }
    return authorities.contains(authority)
  }
}
