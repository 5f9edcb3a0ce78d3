import Contracts

/// Why the console cannot do what it was asked: a sentence for a person, and the status to exit with.
struct Trouble: Error, Equatable {
  /// What is wrong and, where it helps, what to do.
  let sentence: String
  /// 1 refused, 2 a setting or file is wrong, 3 a service cannot be reached.
  let status: Int32

  /// A setting, a key or a file is wrong.
  static func wrong(_ sentence: String) -> Trouble { Trouble(sentence: sentence, status: 2) }

  /// `service` cannot be reached at `place`.
  static func unreachable(_ service: ServiceName, _ place: String, _ why: String) -> Trouble {
    Trouble(sentence: "\(service.rawValue) cannot be reached at \(place): \(why)", status: 3)
  }

  /// A service said no.
  static func refused(_ service: ServiceName, _ refusal: Refusal) -> Trouble {
    Trouble(sentence: "\(service.rawValue) refused: \(refusal.sentence)", status: 1)
  }
}

extension Refusal {
  /// The message with every reason and place, for a person.
  var sentence: String {
    let reasons = faults.map { $0.at.isEmpty ? $0.reason : "\($0.reason) at \($0.at)" }
    let wait = retryAfterMs.map { "; ask again after \($0) ms" } ?? ""
    return "\(message) (\(([String(code.rawValue)] + reasons).joined(separator: ", ")))\(wait)"
  }
}

extension LineFault {
  /// The refusal that a service would answer such a line with.
  var refusal: Refusal {
    switch self {
    case .notJSON, .memberTwice: Refusal(.notJSON, reason)
    case .notUTF8, .tooLong, .tooDeep: Refusal(.badLine, reason)
    }
  }
}
