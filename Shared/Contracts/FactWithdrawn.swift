/// An event told in error is taken back: from now on nothing is reckoned from it. It stays in the journal, so that "as
/// known on" questions still see it (`protocol.md` §3). Its subject is that of the event withdrawn.
public struct FactWithdrawn: Message {
  /// The pair that names an event of an authority for ever.
  public struct Named: Codable, Hashable, Sendable {
    /// The system that said it.
    public let source: String
    /// Its id there.
    public let id: String

    /// The event `id` of `source`.
    public init(source: String, id: String) {
      self.source = source
      self.id = id
    }

    /// The members that name an event.
    public static let fields: [Field] = [
      .required("source", .text(1...256), "the system that said it"),
      .required("id", .text(1...128), "its id there"),
    ]
  }

  public let event: Named
  public let reason: String

  public static let name = "fact-withdrawn"
  public static let words = "An event told in error is taken back; its subject is that of the event withdrawn."
  public static let fields: [Field] = [
    .required("event", .object(Named.fields), "the event taken back"),
    .required("reason", .text(1...200), "why, in words without personal data"),
  ]

  /// The key of the event taken back.
  public var key: Event.Key { Event.Key(source: event.source, id: event.id) }
}
