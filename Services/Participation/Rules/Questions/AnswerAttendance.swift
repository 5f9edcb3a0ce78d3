import Contracts

/// Who came to some meetings, and how.
private struct Register {
  /// One role, at reviews or at conferences.
  struct Seat: Hashable {
    let isConference: Bool
    let role: String
    let agency: String?
  }

  struct Count {
    var invited = 0
    var attended = 0
    var modes: [String: Int] = [:]
    var reports = 0
  }

  var held = 0
  var recorded = 0
  var modes: [String: Int] = [:]
  var conferences = 0
  var quorate = 0
  var notQuorate = 0
  var chosenByChild = 0
  /// Reviews to which, or before which, both parents came, were invited, were consulted.
  var parents = (consulted: 0, invited: 0, attended: 0)
  var seats: [Seat: Count] = [:]

  /// Counts one review.
  mutating func count(_ view: ChildView, _ held: KnownChild.Held) {
    self.held += 1
    let invitations = view.voice.invitations.filter { $0.review == held.review }
    let people = view.voice.attendance(at: held.review)?.people ?? []
    let consulted = view.voice.consultations.filter { $0.review == held.review }.map(\.to.text)
    let invited = invitations.flatMap { $0.to.map(\.text) }
    if invitations.contains(where: { $0.chosenByChild ?? false }) { chosenByChild += 1 }
    if Self.areBothParents(consulted) { parents.consulted += 1 }
    let told = people.filter { $0.invited ?? false }.map(Self.parent)
    if Self.areBothParents(invited + told) { parents.invited += 1 }
    if Self.areBothParents(people.filter { $0.mode != Word.absent }.map(Self.parent)) { parents.attended += 1 }
    for role in Set(invited) where !people.contains(where: { $0.role.text == role && $0.invited ?? false }) {
      seats[Seat(isConference: false, role: role, agency: nil), default: Count()].invited += 1
    }
    guard let attendance = view.voice.attendance(at: held.review) else { return }
    recorded += 1
    if let mode = Self.mode(people) { modes[mode, default: 0] += 1 }
    count(attendance, isConference: false)
  }

  /// Counts who came to a review or a conference.
  mutating func count(_ attendance: ChildVoice.Attendance, isConference: Bool) {
    if isConference { conferences += 1 }
    if let isQuorate = attendance.quorate { isQuorate ? (quorate += 1) : (notQuorate += 1) }
    for person in attendance.people {
      let seat = Seat(isConference: isConference, role: person.role.text, agency: person.agency?.text)
      var count = seats[seat] ?? Count()
      if person.invited ?? false { count.invited += 1 }
      if person.report ?? false { count.reports += 1 }
      if person.mode != Word.absent { count.attended += 1 }
      count.modes[person.mode.text, default: 0] += 1
      seats[seat] = count
    }
  }

  /// How a review was held, by how those who came took part; nil where nobody came.
  private static func mode(_ people: [AttendingPerson]) -> String? {
    let there = people.filter { $0.mode != Word.absent }
    guard !there.isEmpty else { return nil }
    let inPerson = there.count { $0.mode.text == "in-person" }
    return inPerson == there.count ? "in-person" : inPerson == 0 ? "virtual" : "hybrid"
  }

  /// Which parent a person is: `mother`, `father`, or the role.
  private static func parent(_ person: AttendingPerson) -> String {
    person.role.text == "parent" ? person.seat?.text ?? "parent" : person.role.text
  }

  private static func areBothParents(_ roles: [String]) -> Bool {
    roles.contains("parents") || roles.contains("mother") && roles.contains("father")
  }

  var json: JSON {
    .object([
      ("reviews", .integer(held)), ("recorded", .integer(recorded)), ("inPerson", .integer(modes["in-person"] ?? 0)),
      ("hybrid", .integer(modes["hybrid"] ?? 0)), ("virtual", .integer(modes["virtual"] ?? 0)),
      ("chosenByChild", .integer(chosenByChild)), ("bothParentsConsulted", .integer(parents.consulted)),
      ("bothParentsInvited", .integer(parents.invited)), ("bothParentsAttended", .integer(parents.attended)),
      ("bothParentsAttendedRate", Participation.rate(ifAny: parents.attended, of: recorded)),
      ("conferences", .integer(conferences)), ("quorate", .integer(quorate)), ("notQuorate", .integer(notQuorate)),
      (
        "people",
        .array(
          seats.sorted { ($0.key.order) < ($1.key.order) }.prefix(Participation.pageLength).map { seat, count in
            .object([
              ("at", .string(seat.isConference ? "conference" : "review")), ("role", .string(seat.role)),
              ("agency", seat.agency.map { .string($0) }), ("invited", .integer(count.invited)),
              ("attended", .integer(count.attended)), ("inPerson", .integer(count.modes["in-person"] ?? 0)),
              ("virtual", .integer(count.modes["virtual"] ?? 0)), ("phone", .integer(count.modes["phone"] ?? 0)),
              ("absent", .integer(count.modes["absent"] ?? 0)), ("reports", .integer(count.reports)),
            ])
          })
      ),
    ])
  }
}

extension Register.Seat {
  /// Conferences after reviews, then by role and agency.
  fileprivate var order: String { "\(isConference ? 1 : 0)/\(role)/\(agency ?? "")" }
}

extension Participation {
  /// Who was invited to the reviews that were complete in a period, and the conferences held in it, who came, and how.
  static func attendance(_ question: AttendanceQuestion, _ gather: Gather<ParticipationState>) -> JSON {
    var register = Register()
    let period = question.from...max(question.from, question.to)
    gather.forEachChild { view in
      for held in view.held where period.contains(held.completedOn) { register.count(view, held) }
      let conferences = view.conferences.filter { period.contains($0.on) }.map(\.conference)
      for attendance in view.voice.attendances where attendance.conference.map(conferences.contains) ?? false {
        register.count(attendance, isConference: true)
      }
    }
    return register.json
  }

  /// How soon before a review each kind of thing went to each role.
  static func leadTimes(_ question: LeadTimesQuestion, _ gather: Gather<ParticipationState>) -> JSON {
    var leads: [[String]: [Int]] = [:]
    func add(_ kind: String, _ role: String, _ on: CivilDate, _ days: Int?) {
      guard let days, question.from <= on, on <= question.to else { return }
      leads[[kind, role], default: []].append(days)
    }
    gather.forEachChild { view in
      for given in view.voice.information {
        for role in given.to ?? [Word.child] { add(given.kind.text, role.text, given.on, given.leadDays) }
      }
      for sent in view.voice.invitations {
        for role in sent.to { add("invitation", role.text, sent.on, sent.leadDays) }
      }
      for sent in view.voice.consultations { add("consultation", sent.to.text, sent.on, sent.leadDays) }
    }
    let rows = leads.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map { key, days in
      let sorted = days.sorted()
      let twice = sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]
      return JSON.object([
        ("kind", .string(key[0])), ("to", .string(key[1])), ("times", .integer(days.count)),
        ("medianDays", twice % 2 == 0 ? .integer(twice / 2) : .number("\(Double(twice) / 2)")),
        ("fewestDays", .integer(sorted[0])), ("mostDays", .integer(sorted[sorted.count - 1])),
        ("afterReview", .integer(days.count { $0 < 0 })),
      ])
    }
    return .object([("rows", .array(Array(rows.prefix(pageLength))))])
  }
}
