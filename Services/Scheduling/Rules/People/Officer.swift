import Contracts

/// An Independent Reviewing Officer, as registered and changed since.
public struct Officer: Codable, Equatable, Sendable {
  let officer: OfficerID
  /// The first day in post.
  let from: CivilDate
  let kind: KebabWord
  let qualifiedOn: CivilDate?
  let inPostSince: CivilDate?
  /// What holds from a day on, in order of day; the first is that of the registration.
  var terms: [Terms]
  /// The last day in post.
  var leftOn: CivilDate?
  /// The times for which the officer was said to be away, in order of telling.
  var absences: [Away]

  private enum CodingKeys: String, CodingKey {
    case officer = "i"
    case from = "f"
    case kind = "k"
    case qualifiedOn = "q"
    case inPostSince = "s"
    case terms = "t"
    case leftOn = "l"
    case absences = "a"
  }

  /// What holds for an officer from a day on.
  struct Terms: Codable, Equatable {
    let from: CivilDate
    var fte: Double
    var maximumChildren: Int?
    var roles: [KebabWord]
    var teams: [KebabWord]
    var skills: [KebabWord]
    var duties: [OfficerDuty]
    var checks: [OfficerCheck]
    var background: OfficerBackground?

    private enum CodingKeys: String, CodingKey {
      case from = "d"
      case fte = "n"
      case maximumChildren = "m"
      case roles = "r"
      case teams = "t"
      case skills = "s"
      case duties = "u"
      case checks = "c"
      case background = "b"
    }
  }

  /// A time for which an officer is away.
  struct Away: Codable, Equatable {
    let from: CivilDate
    let until: CivilDate

    private enum CodingKeys: String, CodingKey {
      case from = "f"
      case until = "u"
    }
  }

  /// What holds on a day; what held first before that.
  func terms(on day: CivilDate) -> Terms {
    guard let terms = terms.last(where: { $0.from <= day }) ?? terms.first else {
      preconditionFailure("an officer is registered with terms")
    }
    return terms
  }

  /// The first day in post, before the registration where that was told.
  var inPost: CivilDate { min(inPostSince ?? from, from) }

  /// Whether the officer has been in post for more than twelve months on a day.
  func isInPostOverTwelveMonths(on day: CivilDate) -> Bool { inPost.adding(months: 12) < day }

  /// Whether the officer is in post on a day.
  func isInPost(on day: CivilDate) -> Bool { from <= day && day <= leftOn ?? .latest }

  /// Whether the officer is away on a day.
  func isAway(on day: CivilDate) -> Bool { absences.contains { $0.from <= day && day <= $0.until } }

  // MARK: Fold

  /// The officer after an event; nil where the officer is not registered.
  static func folded(_ officer: Officer?, _ event: Event) -> Officer? {
    switch SchedulingEvent(rawValue: event.type) {
    case .officerRegistered:
      let told: OfficerRegistered = Evolve.read(event)
      let terms = Terms(
        from: told.from, fte: told.fte, maximumChildren: told.maximumChildren, roles: told.roles ?? [],
        teams: told.teams ?? [], skills: told.skills ?? [], duties: [], checks: told.checks ?? [],
        background: told.background)
      return Officer(
        officer: told.officer, from: told.from, kind: told.kind, qualifiedOn: told.qualifiedOn,
        inPostSince: told.inPostSince, terms: [terms], leftOn: nil, absences: [])
    case .officerChanged:
      guard var changed = officer else { return nil }
      changed.change((Evolve.read(event) as OfficerChanged).body)
      return changed
    case _: return officer
    }
  }

  /// A change holds from its day on: of two for one day both hold, the later telling first.
  private mutating func change(_ told: OfficerChange) {
    var next = terms(on: told.from)
    next = Terms(
      from: told.from, fte: told.fte ?? next.fte, maximumChildren: told.maximumChildren ?? next.maximumChildren,
      roles: told.roles ?? next.roles, teams: told.teams ?? next.teams, skills: told.skills ?? next.skills,
      duties: told.duties ?? next.duties, checks: told.checks ?? next.checks,
      background: told.background.map { $0.over(next.background) } ?? next.background)
    terms.place(next, by: \.from)
    if let until = told.absentUntil { absences.append(Away(from: told.from, until: until)) }
    leftOn = told.leftOn ?? leftOn
  }
}

extension OfficerBackground {
  /// What is said here, and of what is left out what was known before.
  fileprivate func over(_ before: OfficerBackground?) -> OfficerBackground {
    OfficerBackground(
      grade: grade ?? before?.grade, experience: experience ?? before?.experience, sex: sex ?? before?.sex,
      ethnicity: ethnicity ?? before?.ethnicity)
  }
}
