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
  /// The mark of a consultation: the name under which the answer to it stands where it names the consultation. Who
  /// knows the id knows the mark, so it is no token; in journals of before version 3 of the state it was one.
  static func mark(of consultation: ConsultationID, _ authority: Authority) -> TokenText {
    token(String(ContentHash.text(of: .string("\(authority)/consultation/\(consultation)")).prefix(20)).uppercased())
  }

  /// A token that nobody can guess, and from which nobody learns whom it concerns.
  static func token(_ chance: Chance?) -> TokenText {
    guard let chance else { preconditionFailure("a command comes with its chance") }
    return token(chance.code)
  }

  private static func token(_ text: String) -> TokenText {
    guard let token = TokenText(text) else { preconditionFailure("letters and digits make a token") }
    return token
  }
}
