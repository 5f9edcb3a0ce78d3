import Contracts
import Policy

/// An entry of a diary.
struct DiaryItem {
  /// The kinds of entry.
  enum Kind: String, CaseIterable {
    case review
    case visit
    case midwayReview = "midway-review"
    case conference
    case activity
  }

  let on: CivilDate
  let kind: Kind
  var child: ChildID?
  var review: ReviewID?
  var officer: OfficerID?
  var mode: KebabWord?
  var venue: String?
  var stream: ReviewStream?
  var number: Int?
  var dueOn: CivilDate?
  var notes: [String]
  /// What tells entries of one day, kind and child apart.
  var mark = ""

  /// Its place among the others.
  var key: String { "\(on) \(child?.text ?? officer?.text ?? "") \(kind.rawValue) \(mark)" }

  /// As it is answered.
  var json: JSON {
    .object([
      ("on", Answer.json(on)), ("kind", .string(kind.rawValue)), ("child", child.map { .string($0.text) }),
      ("review", review.map { .string($0.text) }), ("officer", officer.map { .string($0.text) }),
      ("mode", mode.map { .string($0.text) }), ("venue", venue.map { .string($0) }),
      ("stream", stream.map { .string($0.rawValue) }), ("number", number.map { .integer($0) }),
      ("dueOn", Answer.json(dueOn)), ("notes", .strings(notes)),
    ])
  }
}

/// A diary that is being filled: every booking, what is due and not booked, and what was done.
struct Diary {
  let asked: DiaryQuestion
  let policy: AdoptedPolicy
  let today: CivilDate
  var officers: [OfficerID: Officer] = [:]
  private(set) var items: [DiaryItem] = []

  init(asked: DiaryQuestion, policy: AdoptedPolicy, today: CivilDate) {
    self.asked = asked
    self.policy = policy
    self.today = today
  }

  /// Puts an entry in, where it is asked for.
  private mutating func add(_ item: DiaryItem) {
    guard asked.from <= item.on, item.on <= asked.to, asked.officer.map({ $0 == item.officer }) ?? true else { return }
    var item = item
    if !item.notes.contains("done") {
      if policy.calendar.isWorkingDay(item.on) == false { item.notes.append("not-a-working-day") }
      if let officer = item.officer.flatMap({ officers[$0] }),
        officer.isAway(on: item.on) || !officer.isInPost(on: item.on)
      {
        item.notes.append("officer-away")
      }
    }
    items.append(item)
  }

  /// Puts in what concerns a child.
  mutating func add(_ child: ChildRecord) {
    if let team = asked.team, child.team != team { return }
    for open in child.open { add(open, child) }
    for booking in child.bookings where child.openReview(booking.ordinal) == nil { add(booking, nil, child) }
    for review in child.reviews {
      for (index, day) in review.meetings.enumerated() {
        add(
          DiaryItem(
            on: day, kind: .review, child: child.child, review: child.id(review.ordinal),
            officer: review.officer ?? child.officer(on: day), mode: review.mode, stream: review.stream,
            number: review.number, dueOn: review.limit?.dueOn, notes: ["done"], mark: "\(review.ordinal)-\(index)"))
      }
    }
    for conference in child.conferences {
      add(
        DiaryItem(
          on: conference.on, kind: .conference, child: child.child,
          officer: conference.officer ?? child.officer(on: conference.on), stream: .childProtection,
          dueOn: conference.dueOn, notes: ["done"], mark: conference.id.text))
    }
    done(child)
    due(child)
  }

  /// A review that is due: on the day to which it was adjourned, else on that for which it is booked, else on its
  /// limit.
  private mutating func add(_ open: OpenReview, _ child: ChildRecord) {
    if let adjournment = child.adjournments.last(where: { $0.ordinal == open.ordinal }) {
      var item = item(open.ordinal, open.stream, open.number, on: adjournment.until, open.limit, child)
      item.notes = ["adjourned"]
      item.mode = child.booking(of: open.ordinal)?.mode
      item.venue = child.booking(of: open.ordinal)?.venue
      return add(item)
    }
    if let booking = child.booking(of: open.ordinal) { return add(booking, open.limit, child) }
    let day = open.limit.localDueOn ?? open.limit.dueOn
    var item = item(open.ordinal, open.stream, open.number, on: day, open.limit, child)
    item.notes = day < today ? ["unbooked", "overdue"] : ["unbooked"]
    add(item)
  }

  private mutating func add(_ booking: Booking, _ limit: ReviewLimit?, _ child: ChildRecord) {
    var item = item(booking.ordinal, booking.stream, booking.number, on: booking.on, limit, child)
    item.mode = booking.mode
    item.venue = booking.venue
    item.notes = ["booked"]
    if let limit, limit.dueOn < booking.on { item.notes.append("after-the-limit") }
    if booking.on < today { item.notes.append("overdue") }
    add(item)
  }

  private func item(
    _ ordinal: Int, _ stream: ReviewStream, _ number: Int, on day: CivilDate, _ limit: ReviewLimit?,
    _ child: ChildRecord
  ) -> DiaryItem {
    DiaryItem(
      on: day, kind: stream == .childProtection ? .conference : .review, child: child.child, review: child.id(ordinal),
      officer: child.officer ?? child.booking(of: ordinal)?.officer, stream: stream, number: number,
      dueOn: limit?.dueOn, notes: [], mark: "\(ordinal)")
  }

  /// The visits and midway reviews that were made.
  private mutating func done(_ child: ChildRecord) {
    for (index, act) in child.acts.enumerated() {
      let kind: DiaryItem.Kind
      switch act.kind {
      case .visit: kind = .visit
      case .midwayReview: kind = .midwayReview
      case .preDiscussion, .oversight, .contact: continue
      }
      add(
        DiaryItem(
          on: act.on, kind: kind, child: child.child, review: act.ordinal.map { child.id($0) },
          officer: act.officer ?? child.officer(on: act.on), mode: act.mode, notes: ["done"], mark: "done \(index)"))
    }
  }

  /// The visits and midway reviews that are due.
  private mutating func due(_ child: ChildRecord) {
    for deadline in Deadlines.of(child, policy) where deadline.metOn == nil && deadline.lapsedOn == nil {
      guard let day = deadline.earliest else { continue }
      let kind: DiaryItem.Kind
      switch deadline.kind {
      case .midwayReview: kind = .midwayReview
      case .visit, .virtualFollowUp: kind = .visit
      case _: continue
      }
      add(
        DiaryItem(
          on: day, kind: kind, child: child.child, review: deadline.review.map { child.id($0) }, officer: child.officer,
          dueOn: deadline.dueOn ?? deadline.localDueOn, notes: day < today ? ["unbooked", "overdue"] : ["unbooked"],
          mark: "\(deadline.kind.rawValue) \(deadline.anchor)"))
    }
  }

  /// Puts in what officers took part in during a month.
  mutating func add(_ activities: Activities?) {
    for (index, activity) in (activities?.list ?? []).enumerated() {
      add(
        DiaryItem(
          on: activity.on, kind: .activity, child: activity.child, officer: activity.officer,
          notes: activity.on <= today ? ["done"] : [], mark: "\(index)"))
    }
  }
}
