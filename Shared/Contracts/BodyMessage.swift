/// Members that several messages share: a command and the event that tells the same, or acts of several kinds.
public protocol MessageBody: Codable, Hashable, Sendable {
  /// The members, in the order of the documents.
  static var fields: [Field] { get }
}

/// A message whose members are those of a body that it shares with other messages: only name and words are its own.
public protocol BodyMessage<Body>: Message {
  /// The body's type.
  associatedtype Body: MessageBody
  /// The members.
  var body: Body { get }
  /// The message by its body.
  init(_ body: Body)
}

extension BodyMessage {
  /// The body's members.
  public static var fields: [Field] { Body.fields }

  /// Reads the body's members; throws `DecodingError` as the body does.
  public init(from decoder: any Decoder) throws { self.init(try Body(from: decoder)) }

  /// Writes the body's members.
  public func encode(to encoder: any Encoder) throws { try body.encode(to: encoder) }
}
