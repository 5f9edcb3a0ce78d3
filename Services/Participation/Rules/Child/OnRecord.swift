import Contracts

/// What is on record of how a child took part in one review: who attended, which consultations of the child came back,
/// which views were learnt.
struct OnRecord {
  /// Whether the child attended; nil where the attendance does not say.
  private(set) var attended: Bool?
  private(set) var advocate = false
  private(set) var symbols = false
  /// Whether views of the child reached the review, by whatever channel.
  private(set) var conveyed = false
  /// The channels by which they did, each once.
  private(set) var channels: [KebabWord] = []
  /// Each piece of evidence in a word, once.
  private(set) var because: [KebabWord] = []

  /// What is on record of a review that was held.
  ///
  /// What names no review counts for the first review complete on or after its day.
  init(_ view: ChildView, _ held: KnownChild.Held) {
    if let attendance = view.voice.attendance(at: held.review) { take(attendance) }
    let sent = view.voice.consultations.filter { $0.to == Word.child && ($0.review ?? held.review) == held.review }
    let learnt = view.voice.views.filter { ($0.review ?? held.review) == held.review }
    guard !sent.isEmpty || !learnt.isEmpty else { return }
    let before = view.held.last { $0.completedOn < held.completedOn }?.completedOn
    func concerns(_ review: ReviewID?, _ on: CivilDate) -> Bool {
      review != nil || on <= held.completedOn && before.map { $0 < on } ?? true
    }
    for consultation in sent {
      guard let form = view.returned(consultation), concerns(consultation.review, form.on) else { continue }
      convey(by: form.channel ?? consultation.channel, ending: "returned")
    }
    for views in learnt where concerns(views.review, views.on) {
      convey(by: views.channel, ending: "views")
      if views.conveyedBy == Word.advocate { advocate = true }
    }
  }

  private mutating func take(_ attendance: ChildVoice.Attendance) {
    let present = attendance.people.filter { $0.mode != Word.absent }
    if present.contains(where: { $0.role == Word.child }) {
      attended = true
      note("child-attended")
    } else if attendance.people.contains(where: { $0.role == Word.child }) {
      attended = false
      note("child-absent")
    } else if present.isEmpty {
      attended = false
      note("nobody-attended")
    }
    if present.contains(where: { $0.role == Word.advocate }) {
      advocate = true
      note("advocate-attended")
    }
  }

  private mutating func convey(by channel: KebabWord, ending: String) {
    conveyed = true
    if !channels.contains(channel) { channels.append(channel) }
    if channel == Word.advocate { advocate = true }
    if channel == Word.pictureCards { symbols = true }
    note("\(channel)-\(ending)")
  }

  private mutating func note(_ text: String) {
    // A channel's name may leave no room for the ending.
    let word = KebabWord(text) ?? Word.word(text.hasSuffix("views") ? "views-recorded" : "consultation-returned")
    if !because.contains(word), because.count < 20 { because.append(word) }
  }

  /// What was said of the child's part, and where nothing was said what is on record.
  func completing(_ said: ParticipationFacts) -> ParticipationFacts {
    ParticipationFacts(
      attended: said.attended ?? attended, spoke: said.spoke, advocate: said.advocate ?? (advocate ? true : nil),
      symbols: said.symbols ?? (symbols ? true : nil), viewsConveyed: said.viewsConveyed ?? (conveyed ? true : nil))
  }
}

/// How a code contradicts what is on record.
struct Contradiction {
  let kind: Kind
  /// The code that the record gives; nil where it gives none.
  let follows: ParticipationCode?
  /// The evidence.
  let because: [KebabWord]

  /// The kinds; the raw value is the word on the wire.
  enum Kind: String, CaseIterable {
    /// The child was under four, and the code says how it took part.
    case measuredUnderFour = "measured-under-four"
    /// PN0, and the child was past its fourth birthday.
    case underFourCodeFromFour = "under-four-code-from-four"
    /// The code says that the child was there; the attendance says that it was not, or that nobody was.
    case attendedWithoutAttendance = "attended-without-attendance"
    /// The code says that the child was not there; the attendance says that it was.
    case attendanceOnRecord = "attendance-on-record"
    /// PN7, and views of the child reached the review.
    case viewsOnRecord = "views-on-record"
    /// The child chaired the review, and the code says that it was not there.
    case chairedWithoutAttending = "chaired-without-attending"
    /// The facts that were said with the code give another; it was taken with a reason.
    case againstFacts = "against-facts"

    /// The word as it travels.
    var word: KebabWord { Word.word(rawValue) }
  }

  private init(_ kind: Kind, follows: ParticipationCode?, because: [KebabWord]) {
    self.kind = kind
    self.follows = follows
    self.because = because
  }

  /// How a code that is to be recorded, or was, contradicts the record; nil where it does not.
  init?(_ code: ParticipationCode, chairing: KebabWord?, _ age: AgeAtReview, _ onRecord: OnRecord) {
    let facts = onRecord.completing(ParticipationFacts())
    let follows = facts.areSaid ? ParticipationTable.code(from: facts, age) : nil
    switch age {
    case .underFour:
      guard code.isMeasured else { return nil }
      self.init(.measuredUnderFour, follows: .pn0, because: [Word.word("under-four")])
      return
    case .overFour:
      guard code.isMeasured else {
        self.init(.underFourCodeFromFour, follows: follows, because: [Word.word("from-four")] + onRecord.because)
        return
      }
    case .fourthBirthday, .unknown: guard code.isMeasured else { return nil }
    }
    if code.attended, onRecord.attended == false {
      self.init(.attendedWithoutAttendance, follows: follows, because: onRecord.because)
    } else if !code.attended, onRecord.attended == true {
      self.init(.attendanceOnRecord, follows: follows, because: onRecord.because)
    } else if code == .pn7, onRecord.conveyed || onRecord.advocate {
      self.init(.viewsOnRecord, follows: follows, because: onRecord.because)
    } else if !code.attended, chairing == Word.part || chairing == Word.full {
      self.init(.chairedWithoutAttending, follows: nil, because: [Word.word("chaired")])
    } else {
      return nil
    }
  }

  /// The contradictions of a child's recorded codes with what is on record now, or that were taken with a reason.
  static func all(_ view: ChildView) -> [(held: KnownChild.Held, record: ChildVoice.Record, Contradiction)] {
    let born = view.dateOfBirth
    return view.held.compactMap { held in
      guard let record = view.voice[held.review] else { return nil }
      let age = AgeAtReview(bornOn: born, on: record.reviewOn)
      if let now = Contradiction(record.code, chairing: record.chairing, age, OnRecord(view, held)) {
        return (held, record, now)
      }
      guard let taken = record.contradiction.flatMap({ Kind(rawValue: $0.text) }) else { return nil }
      return (held, record, Contradiction(taken, follows: record.follows, because: record.evidence))
    }
  }

  /// What is proposed because evidence arrived after a code: once for each code that it gives.
  static func proposals(_ view: ChildView) -> [Draft] {
    all(view).compactMap { held, record, contradiction in
      guard let follows = contradiction.follows, follows != record.code, follows != record.follows,
        follows != record.proposed, contradiction.kind != .againstFacts
      else { return nil }
      let proposed = ParticipationProposed(
        child: view.child, review: held.review, code: follows, recorded: record.code, because: contradiction.because)
      return Draft(proposed, about: held.review.text)
    }
  }
}
