import Contracts
import Policy

extension Decide {
  /// Records a form of the compliance tool, item by item: all items of the profile's form and no others, where it has a
  /// form of that name; else as given.
  static func completeAudit(_ room: Room) throws(Refusal) -> Decision {
    let asked: CompleteAudit = try room.asked()
    let child = try room.child(asked.child)
    let on = asked.on ?? room.today
    let form = room.policy.profile(on: on).forms.first { $0.name == asked.form }
    var objections = Objections()
    objections.add(.reviewNotFound, at: "/review", if: !child.knows(asked.review))
    let known = asked.conference.map { named in child.conferences.contains { $0.id == named } } ?? true
    objections.add(.reviewNotFound, at: "/conference", if: !known)
    objections.add(.doneInFuture, at: "/on", if: on > room.today)
    if let form {
      objections.add(.formDoesNotFit, at: "/review", if: form.before != .review && asked.review != nil)
      objections.add(.formDoesNotFit, at: "/conference", if: form.before != .conference && asked.conference != nil)
    }
    items(asked.items, form, &objections)
    try objections.settle()
    let completed = AuditCompleted(
      child: asked.child, review: asked.review, conference: asked.conference, form: asked.form, items: asked.items,
      on: on, failed: asked.items.filter { !$0.met }.map(\.item))
    return .events(
      room.told(completed, about: asked.child.text, child), warnings: form == nil ? ["form-not-of-the-profile"] : [])
  }

  /// What is wrong with the items of a form: a missing one is named in place of its index.
  private static func items(_ items: [AuditItem], _ form: AuditForm?, _ objections: inout Objections) {
    var given: Set<KebabWord> = []
    for (index, item) in items.enumerated() {
      objections.add(.itemTwice, at: "/items/\(index)/item", if: !given.insert(item.item).inserted)
      objections.add(
        .itemUnknown, at: "/items/\(index)/item", if: form.map { !$0.items.contains(item.item) } ?? false)
    }
    for item in form?.items ?? [] where !given.contains(item) { objections.add(.itemMissing, at: "/items/\(item)") }
  }

  /// Draws a dip sample that anybody can draw again (`SampleDraw`).
  static func drawSample(_ room: Room) throws(Refusal) -> Decision {
    let asked: DrawSample = try room.asked()
    guard let sample = asked.sample ?? SampleID(room.ask.assigned) else {
      preconditionFailure("the id assigned is no identifier")
    }
    var objections = Objections()
    objections.add(.sampleExists, at: "/sample", if: room.look[.sample(sample)]?.sample != nil)
    objections.add(.cohortMissing, at: "/cohort", if: asked.of == .cohort && asked.cohort == nil)
    objections.add(.sizeMissing, at: "/size", if: asked.size == nil && asked.share == nil)
    objections.add(.endsBeforeItBegins, at: "/to", if: asked.to < asked.from)
    try objections.settle()
    let draw = SampleDraw(asked, room.look.children)
    guard draw.population.count <= SampleDraw.largest else { throw Refusal(.populationTooLarge, at: "/to") }
    let drawn = SampleDrawn(
      sample: sample, of: asked.of, cohort: asked.cohort, from: asked.from, to: asked.to, seed: asked.seed,
      population: draw.population.count, drawn: draw.drawn(size: asked.size, share: asked.share, seed: asked.seed),
      purpose: asked.purpose)
    return .events(
      [Draft(drawn, about: sample.text)], assigned: [("sample", sample.text)],
      warnings: draw.population.isEmpty ? ["nothing-to-draw"] : [])
  }

  /// Records what was found in one of a sample; an action becomes a recommendation of the child with owner and day, and
  /// so a deadline that is watched.
  static func recordFinding(_ room: Room) throws(Refusal) -> Decision {
    let asked: RecordFinding = try room.asked()
    guard let sample = room.look[.sample(asked.sample)]?.sample else {
      throw Refusal(.sampleNotFound, at: "/sample")
    }
    let child = try room.child(asked.child)
    let drawn = sample.drawn.drawn.filter { $0.child == asked.child }
    let isDrawn = asked.review.map { named in drawn.contains { $0.review == named } } ?? !drawn.isEmpty
    var objections = Objections()
    objections.add(.notDrawn, at: drawn.isEmpty ? "/child" : "/review", if: !isDrawn)
    objections.add(.doneInFuture, at: "/on", if: asked.on > room.today)
    if asked.action == nil {
      objections.add(.actionMissing, at: "/action", if: asked.owner != nil || asked.dueOn != nil)
    } else {
      objections.add(.ownerMissing, at: "/owner", if: asked.owner == nil)
      objections.add(.dueOnMissing, at: "/dueOn", if: asked.dueOn == nil)
    }
    try objections.settle()
    let review = asked.review ?? (drawn.count == 1 ? drawn[0].review : nil)
    var made: RecommendationMade?
    if let outcome = asked.action, let owner = asked.owner, let dueOn = asked.dueOn, let source = KebabWord("sample") {
      made = RecommendationMade(
        child: asked.child, recommendation: child.nextRecommendation,
        review: child.knows(review) ? review : nil, source: source, outcome: outcome, owner: owner, dueOn: dueOn)
    }
    let found = FindingRecorded(
      sample: asked.sample, child: asked.child, review: review, finding: asked.finding, on: asked.on,
      grade: asked.grade, action: asked.action, owner: asked.owner, dueOn: asked.dueOn,
      recommendation: made?.recommendation)
    let action = made.map { room.told($0, about: $0.recommendation.text, child) } ?? []
    return .events([Draft(found, about: asked.sample.text)] + action)
  }

  /// Records what an officer took part in: a forum, training, an observation, a panel, a link role until a day.
  static func recordActivity(_ room: Room) throws(Refusal) -> Decision {
    let asked = (try room.asked() as RecordActivity).body
    var objections = Objections()
    objections.add(.officerNotFound, at: "/officer", if: asked.officer.map { room.look.officer($0) == nil } ?? false)
    objections.add(.childNotFound, at: "/child", if: asked.child.map { room.look.child($0) == nil } ?? false)
    objections.add(.doneInFuture, at: "/on", if: asked.on > room.today)
    objections.add(.endsBeforeItBegins, at: "/until", if: asked.until.map { $0 < asked.on } ?? false)
    try objections.settle()
    let about = asked.officer?.text ?? asked.child?.text ?? asked.kind.text
    return .events([Draft(ActivityRecorded(asked), about: about)])
  }
}
