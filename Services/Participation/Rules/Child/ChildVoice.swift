public import Contracts

/// What participation itself told of one child: the codes of its reviews, who was consulted, what it said and what it
/// was offered. What arrived by a token stands apart, under the token.
public struct ChildVoice: Codable, Equatable, Sendable {
  /// The latest record of each review, in the order in which they were first recorded.
  public internal(set) var reviews: [Record] = []
  var consultations: [Consultation] = []
  var views: [Views] = []
  /// Who took part in each review, as it was recorded last.
  var attendances: [Attendance] = []
  var invitations: [Invitation] = []
  var preferences: [Preference] = []
  var advocacy: [RightOffer] = []
  var referrals: [AdvocacyReferral] = []
  var visitors: [RightOffer] = []
  var information: [Information] = []
  var interpreters: [Interpreter] = []
  /// What was said of the child's reviews, or for it.
  var feedback: [Feedback] = []
  /// The sheets of new officers that were told to be due, the newest last.
  var sheets: [Sheet] = []
  /// The reviews of which it was told that their code is missing.
  var missing: [ReviewID] = []
  /// The days on which it was told that the child is unheard.
  var unheardOn: [CivilDate] = []

  /// The record of `review`; nil where none was made.
  public subscript(review: ReviewID) -> Record? { reviews.first { $0.review == review } }

  /// Puts `record` in the place of an earlier one of the same review.
  mutating func keep(_ record: Record) {
    if let index = reviews.firstIndex(where: { $0.review == record.review }) {
      reviews[index] = record
    } else {
      reviews.append(record)
    }
  }

  /// Puts `attendance` in the place of an earlier one of the same review or conference.
  mutating func keep(_ attendance: Attendance) {
    attendances.removeAll { $0.review == attendance.review && $0.conference == attendance.conference }
    attendances.append(attendance)
  }

  /// Who took part in a review; nil where nobody said.
  func attendance(at review: ReviewID) -> Attendance? { attendances.first { $0.review == review } }

  // MARK: Coding

  private enum CodingKeys: String, CodingKey {
    case reviews = "reviews"
    case consultations = "consultations"
    case views = "views"
    case attendances = "attendances"
    case invitations = "invitations"
    case preferences = "preferences"
    case advocacy = "advocacy"
    case referrals = "referrals"
    case visitors = "visitors"
    case information = "information"
    case interpreters = "interpreters"
    case feedback = "feedback"
    case sheets = "sheets"
    case missing = "missing"
    case unheardOn = "unheardOn"
  }

  /// A child of whom nothing was told yet.
  init() {}

  /// Reads the lists that stand there: what was stored at first was `reviews` alone.
  public init(from decoder: any Decoder) throws {
    let stored = try decoder.container(keyedBy: CodingKeys.self)
    func list<Kept: Decodable>(_ key: CodingKeys) throws -> [Kept] {
      try stored.decodeIfPresent([Kept].self, forKey: key) ?? []
    }
    reviews = try list(.reviews)
    consultations = try list(.consultations)
    views = try list(.views)
    attendances = try list(.attendances)
    invitations = try list(.invitations)
    preferences = try list(.preferences)
    advocacy = try list(.advocacy)
    referrals = try list(.referrals)
    visitors = try list(.visitors)
    information = try list(.information)
    interpreters = try list(.interpreters)
    feedback = try list(.feedback)
    sheets = try list(.sheets)
    missing = try list(.missing)
    unheardOn = try list(.unheardOn)
  }

  /// Writes the lists that are not empty.
  public func encode(to encoder: any Encoder) throws {
    var stored = encoder.container(keyedBy: CodingKeys.self)
    func write(_ list: [some Encodable], _ key: CodingKeys) throws {
      if !list.isEmpty { try stored.encode(list, forKey: key) }
    }
    try write(reviews, .reviews)
    try write(consultations, .consultations)
    try write(views, .views)
    try write(attendances, .attendances)
    try write(invitations, .invitations)
    try write(preferences, .preferences)
    try write(advocacy, .advocacy)
    try write(referrals, .referrals)
    try write(visitors, .visitors)
    try write(information, .information)
    try write(interpreters, .interpreters)
    try write(feedback, .feedback)
    try write(sheets, .sheets)
    try write(missing, .missing)
    try write(unheardOn, .unheardOn)
  }
}

// MARK: - What is kept

extension ChildVoice {
  /// How the child took part in one review.
  public struct Record: Codable, Equatable, Sendable {
    /// The review.
    public let review: ReviewID
    /// The day for which it was recorded.
    public let reviewOn: CivilDate
    /// The code.
    public let code: ParticipationCode
    /// How much of the review the child chaired: none, part, full; nil where nothing was said.
    public let chairing: KebabWord?
    /// From what the code follows.
    public let evidence: [KebabWord]
    /// Why a code that contradicts the facts, or an earlier record, is right.
    public let reason: String?
    /// The code that the facts give, where another was recorded.
    let follows: ParticipationCode?
    /// Which contradiction was taken, with the reason.
    let contradiction: KebabWord?
    /// By which medium views were conveyed.
    let medium: KebabWord?
    /// The code that was proposed last because of what arrived since.
    var proposed: ParticipationCode?
  }

  /// Somebody who was consulted.
  struct Consultation: Codable, Equatable {
    let consultation: ConsultationID
    let review: ReviewID?
    let to: KebabWord
    let channel: KebabWord
    let on: CivilDate
    let leadDays: Int?
    let token: TokenText
    /// The name under which an answer stands that names the consultation; nil where that is the token.
    var mark: TokenText?
    /// Whether it was told that a reminder is due.
    var reminded: Bool?
  }

  /// Views of the child that were learnt.
  struct Views: Codable, Equatable {
    let review: ReviewID?
    let channel: KebabWord
    let on: CivilDate
    let heldIn: String?
    let conveyedBy: KebabWord?
    let sealed: SealedHash?
  }

  /// Who took part in a review, or in a conference.
  struct Attendance: Codable, Equatable {
    let review: ReviewID?
    var conference: ConferenceID?
    let people: [AttendingPerson]
    let quorate: Bool?
  }

  /// Who was invited to a review.
  struct Invitation: Codable, Equatable {
    let review: ReviewID
    let to: [KebabWord]
    let on: CivilDate
    let leadDays: Int?
    let chosenByChild: Bool?
  }

  /// What was given to the child or to others.
  struct Information: Codable, Equatable {
    let kind: KebabWord
    let on: CivilDate
    let officer: OfficerID?
    let review: ReviewID?
    let to: [KebabWord]?
    let format: KebabWord?
    let leadDays: Int?
  }

  /// An interpreter who was arranged.
  struct Interpreter: Codable, Equatable {
    let review: ReviewID?
    let on: CivilDate
    let language: KebabWord
    let kind: KebabWord?
  }

  /// The sheet of a new officer, due.
  struct Sheet: Codable, Equatable {
    let officer: OfficerID
    let dueOn: CivilDate
  }
}
