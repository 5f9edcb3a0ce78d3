/// The limits of the line protocol (`protocol.md` §1), in bytes unless said otherwise.
public enum Limits {
  /// The longest request, and the longest event before the service's own members are added.
  public static let request = 65_536
  /// The longest frame; a longer one cuts the connection.
  public static let frame = 131_072
  /// The longest reply; longer answers carry a cursor.
  public static let reply = 1_048_576
  /// How deep a line may be nested, in objects and arrays.
  public static let depth = 16
  /// How many requests a peer may have outstanding without ever being told busy.
  public static let outstanding = 1_024
}

/// The version of the whole set: services, console and contract.
public let holdfastVersion = "1.0.0"
