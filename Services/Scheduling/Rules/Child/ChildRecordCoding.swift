import Contracts

extension ChildRecord: Codable {
  private enum CodingKeys: String, CodingKey {
    case child = "c"
    case named = "n"
    case alertedOn = "al"
    case entries = "e"
    case leavings = "l"
    case statuses = "s"
    case placements = "p"
    case details = "d"
    case allocations = "a"
    case reviews = "r"
    case open = "o"
    case bookings = "b"
    case adjournments = "j"
    case decisions = "q"
    case planChanges = "h"
    case permanence = "m"
    case acts = "t"
    case documents = "u"
    case milestones = "i"
    case recommendations = "w"
    case protection = "x"
    case conferences = "f"
    case court = "v"
    case absences = "y"
    case complaints = "k"
    case audits = "g"
    case cohorts = "z"
  }

  /// Reads a stored record, in which a list that is empty is left out.
  public init(from decoder: any Decoder) throws {
    let stored = try decoder.container(keyedBy: CodingKeys.self)
    child = try stored.decode(ChildID.self, forKey: .child)
    named = try stored.decode(Int.self, forKey: .named)
    alertedOn = try stored.decodeIfPresent(CivilDate.self, forKey: .alertedOn)
    func list<Item: Decodable>(_ key: CodingKeys) throws -> [Item] {
      try stored.decodeIfPresent([Item].self, forKey: key) ?? []
    }
    entries = try list(.entries)
    leavings = try list(.leavings)
    statuses = try list(.statuses)
    placements = try list(.placements)
    details = try list(.details)
    allocations = try list(.allocations)
    reviews = try list(.reviews)
    open = try list(.open)
    bookings = try list(.bookings)
    adjournments = try list(.adjournments)
    decisions = try list(.decisions)
    planChanges = try list(.planChanges)
    permanence = try list(.permanence)
    acts = try list(.acts)
    documents = try list(.documents)
    milestones = try list(.milestones)
    recommendations = try list(.recommendations)
    protection = try list(.protection)
    conferences = try list(.conferences)
    court = try list(.court)
    absences = try list(.absences)
    complaints = try list(.complaints)
    audits = try list(.audits)
    cohorts = try list(.cohorts)
  }

  /// Writes the record without its empty lists.
  public func encode(to encoder: any Encoder) throws {
    var stored = encoder.container(keyedBy: CodingKeys.self)
    try stored.encode(child, forKey: .child)
    try stored.encode(named, forKey: .named)
    try stored.encodeIfPresent(alertedOn, forKey: .alertedOn)
    func write(_ list: [some Encodable], _ key: CodingKeys) throws {
      if !list.isEmpty { try stored.encode(list, forKey: key) }
    }
    try write(entries, .entries)
    try write(leavings, .leavings)
    try write(statuses, .statuses)
    try write(placements, .placements)
    try write(details, .details)
    try write(allocations, .allocations)
    try write(reviews, .reviews)
    try write(open, .open)
    try write(bookings, .bookings)
    try write(adjournments, .adjournments)
    try write(decisions, .decisions)
    try write(planChanges, .planChanges)
    try write(permanence, .permanence)
    try write(acts, .acts)
    try write(documents, .documents)
    try write(milestones, .milestones)
    try write(recommendations, .recommendations)
    try write(protection, .protection)
    try write(conferences, .conferences)
    try write(court, .court)
    try write(absences, .absences)
    try write(complaints, .complaints)
    try write(audits, .audits)
    try write(cohorts, .cohorts)
  }
}
