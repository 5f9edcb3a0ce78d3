import Contracts
import Policy

extension Answer {
  /// What reviews and caseloads would come of leavers, arrivals and duties (``Forecast``); nothing is changed.
  ///
  /// - Throws: -32002 where an officer is not registered, -32001 where the days are the wrong way round, -32602 where
  ///   the forecast would be too large or an arrival lies outside it.
  static func whatIf(_ asked: WhatIfQuestion, _ gather: Gather<SchedulingState>, _ moment: Moment) throws(Refusal)
    -> JSON
  {
    let officers = gather.officers
    try check(asked, officers)
    let supposed = officers.map { officer in
      var supposed = officer
      for leaver in asked.leavers ?? [] where leaver.officer == officer.officer {
        supposed.leftOn = min(leaver.on, supposed.leftOn ?? .latest)
      }
      for duty in asked.duties ?? [] where duty.officer == officer.officer { supposed.take(duty) }
      return supposed
    }
    var forecast = Forecast(supposed, gather.policy, over: asked.from...asked.to)
    gather.forEachChild { forecast.add($0) }
    for arrivals in asked.arrivals ?? [] {
      if let month = CivilDate("\(arrivals.month)-01") { forecast.suppose(arrivals.children, in: month) }
    }
    forecast.play()
    return .object([
      ("months", .array(forecast.months.map(json))), ("late", .array(forecast.late.prefix(pageLimit).map(json))),
    ])
  }

  private static func check(_ asked: WhatIfQuestion, _ officers: [Officer]) throws(Refusal) {
    var objections = Objections()
    let known = Set(officers.map(\.officer))
    let months = (asked.to.year - asked.from.year) * 12 + asked.to.month - asked.from.month + 1
    objections.add(.endsBeforeItBegins, at: "/to", if: asked.to < asked.from)
    objections.add(
      .forecastTooLarge, at: "/to", if: months > Forecast.monthLimit || max(months, 0) * officers.count > 7_000)
    for (index, leaver) in (asked.leavers ?? []).enumerated() {
      objections.add(.officerNotFound, at: "/leavers/\(index)/officer", if: !known.contains(leaver.officer))
    }
    for (index, duty) in (asked.duties ?? []).enumerated() {
      objections.add(.officerNotFound, at: "/duties/\(index)/officer", if: !known.contains(duty.officer))
    }
    for (index, arrivals) in (asked.arrivals ?? []).enumerated() {
      let first = CivilDate("\(arrivals.month)-01")
      objections.add(.noSuchMonth, at: "/arrivals/\(index)/month", if: first == nil)
      let isOutside = first.map { asked.to < $0 || $0.adding(months: 1) <= asked.from } ?? false
      objections.add(.outsideForecast, at: "/arrivals/\(index)/month", if: isOutside)
    }
    let children = (asked.arrivals ?? []).reduce(0) { $0 + $1.children }
    objections.add(.forecastTooLarge, at: "/arrivals", if: children > Forecast.arrivalLimit)
    try objections.settle()
  }

  private static func json(_ month: Forecast.Month) -> JSON {
    .object([
      ("month", .string(month.month)), ("children", .integer(month.children)),
      ("unallocated", .integer(month.unallocated)), ("reviews", .integer(month.reviews)),
      (
        "officers",
        .array(
          month.officers.map { line in
            .object([
              ("officer", .string(line.officer.text)), ("fte", Caseload.json(line.fte)),
              ("children", .integer(line.children)),
              ("perFte", line.fte > 0 ? Caseload.json(Double(line.children) / line.fte) : nil),
              ("reviews", .integer(line.reviews)), ("capacity", .integer(line.capacity)),
              ("late", .integer(line.late)),
            ])
          })
      ), ("late", .integer(month.late)),
    ])
  }

  private static func json(_ review: Forecast.DueReview) -> JSON {
    .object([
      ("child", .string(review.child.text)),
      ("review", review.ordinal.flatMap { ReviewID("\(review.child)-R\($0)") }.map { .string($0.text) }),
      ("number", .integer(review.number)), ("dueOn", json(review.dueOn)),
    ])
  }

  private static let count = Shape.integer(0...10_000_000)

  private static let lineFields: [Field] = [
    .required("officer", .identifier, "the officer"),
    .required("fte", .number(0...10), "the full-time equivalent that duties leave, at the end"),
    .required("children", count, "children allocated, at the end"),
    .optional("perFte", .number(0...10_000_000), "children to fte; left out where there is none"),
    .required("reviews", count, "reviews that fall due while they are the officer's"),
    .required(
      "capacity", count,
      "reviews that the officer can hold: fte in the month x the guide's upper end x 2.5 reviews a year / 12, rounded"),
    .required("late", count, "reviews beyond that, after those that were late before: the latest limits"),
  ]

  static let whatIfFields: [Field] = [
    .required(
      "months",
      .list(
        .object([
          .required("month", .text(7...7), "the month, YYYY-MM, as far as it lies within the forecast"),
          .required("children", count, "children in care at the end"),
          .required("unallocated", count, "those of them without an officer"),
          .required("reviews", count, "reviews that fall due, each assumed to be held on its limit"),
          .required("officers", .list(.object(lineFields), 0...10_000), "officers in post, in order of id"),
          .required("late", count, "reviews that would go late, those of children who arrive included"),
        ]), 0...Forecast.monthLimit), "the months, in order"),
    .required(
      "late",
      .list(
        .object([
          .required("child", .identifier, "the child"),
          .optional("review", .review, "the review, where it is the one that is due now"),
          .required("number", .integer(1...100_000), "the review's number in its stream and period of care"),
          .required("dueOn", .date, "its limit"),
        ]), 0...pageLimit), "reviews that would go late, of children in care now, in order of limit"),
  ]
}

extension Officer {
  /// Takes on a supposed duty from its first day.
  fileprivate mutating func take(_ duty: SupposedDuty) {
    guard let kind = KebabWord("supposed") else { return }
    let before = terms(on: duty.from)
    if before.from != duty.from {
      let from = Terms(
        from: duty.from, fte: before.fte, maximumChildren: before.maximumChildren, roles: before.roles,
        teams: before.teams, skills: before.skills, duties: before.duties, checks: before.checks)
      terms.place(from, by: \.from)
    }
    for index in terms.indices where terms[index].from >= duty.from {
      terms[index].duties.append(OfficerDuty(kind: kind, hoursPerWeek: duty.hoursPerWeek))
    }
  }
}
