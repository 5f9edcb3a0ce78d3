import Contracts
import Policy

/// The words of the wire that rules rest on.
enum Word {
  static let child = word("child")
  static let advocate = word("advocate")
  static let absent = word("absent")
  static let complaint = word("complaint")
  static let aboutMe = word("all-about-me")
  static let pictureCards = word("picture-cards")
  static let kept = word("kept")
  static let dropped = word("dropped")
  static let part = word("part")
  static let full = word("full")

  /// A word that stands in this source.
  static func word(_ text: String) -> KebabWord {
    guard let word = KebabWord(text) else { preconditionFailure("\(text) is not a word") }
    return word
  }
}

/// The tokens by which a consultation is answered without naming the child.
enum Tokens {
  /// The token of a consultation: the same for ever, and from it nobody learns whom it concerns.
  static func token(of consultation: ConsultationID, _ authority: Authority) -> TokenText {
    let hash = ContentHash.text(of: .string("\(authority)/consultation/\(consultation)"))
    guard let token = TokenText(String(hash.prefix(20)).uppercased()) else {
      preconditionFailure("hex digits make a token")
    }
    return token
  }
}
