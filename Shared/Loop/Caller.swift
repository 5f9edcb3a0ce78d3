public import Contracts

/// Who asks: the key that the connection proved, and what it may do.
public struct Caller: Hashable, Sendable {
  /// The key's name; empty where no keys are used.
  public let name: String
  /// What it may do; nothing for a key that is not listed now.
  public let permissions: Set<Permission>
  /// For which authorities; nil for all.
  public let authorities: Set<Authority>?
  /// The person whose key it is; nil for a system's.
  public let holder: KeyHolder?

  /// A caller by its parts.
  public init(
    name: String, permissions: Set<Permission>, authorities: Set<Authority>?, holder: KeyHolder? = nil
  ) {
    self.name = name
    self.permissions = permissions
    self.authorities = authorities
    self.holder = holder
  }

  /// Whoever reaches a desk without keys, on loopback or ipc: everything is granted.
  public static let local = Caller(name: "", permissions: Set(Permission.allCases), authorities: nil)

  /// Whether the caller may do `permission` for `authority`.
  func may(_ permission: Permission, _ authority: Authority?) -> Bool {
    guard permissions.contains(permission) else { return false }
    return authority.map(knows) ?? true
  }

  /// Whether the key is for `authority`: of others it learns nothing, not even that they are served.
  func knows(_ authority: Authority) -> Bool { authorities?.contains(authority) ?? true }
}

extension Caller {
  /// A key that is not listed, or no more: it may do nothing and is told nothing.
  static let nobody = Caller(name: "nobody", permissions: [], authorities: [])

  /// Who the key of a line is, while it holds.
  init(_ key: AllowedKey) {
    let isPersons = key.officer != nil || key.role != nil
    self.init(
      name: key.name, permissions: key.permissions, authorities: key.authorities,
      holder: isPersons ? KeyHolder(officer: key.officer, role: key.role) : nil)
  }
}
