/// How a placement stands to registration with the inspectorate; registered where a fact says nothing.
public enum Registration: String, CaseIterable, Hashable, Sendable {
  /// Registered.
  case registered
  /// Should be registered and is not.
  case unregistered
  /// Needed no registration.
  case unregulated
}
