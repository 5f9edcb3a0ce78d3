/// An officer who is supposed to leave.
public struct SupposedLeaver: Codable, Hashable, Sendable {
  /// The officer.
  public let officer: OfficerID
  /// The last day in post.
  public let on: CivilDate

  /// The members of a supposed leaver.
  public static let fields: [Field] = [
    .required("officer", .identifier, "the officer"),
    .required("on", .date, "the last day in post"),
  ]
}

/// Children who are supposed to enter care in a month.
public struct SupposedArrivals: Codable, Hashable, Sendable {
  /// The month, YYYY-MM.
  public let month: String
  /// How many.
  public let children: Int

  /// The members of supposed arrivals.
  public static let fields: [Field] = [
    .required("month", .text(7...7), "the month, YYYY-MM"),
    .required("children", .integer(0...10_000), "how many"),
  ]
}

/// A duty that an officer is supposed to take on.
public struct SupposedDuty: Codable, Hashable, Sendable {
  /// The officer.
  public let officer: OfficerID
  /// How many hours a week it takes.
  public let hoursPerWeek: Double
  /// The first day.
  public let from: CivilDate

  /// The members of a supposed duty.
  public static let fields: [Field] = [
    .required("officer", .identifier, "the officer"),
    .required("hoursPerWeek", .number(0...60), "how many hours a week it takes"),
    .required("from", .date, "the first day"),
  ]
}

/// What reviews and caseloads would come of leavers, arrivals and duties.
public struct WhatIfQuestion: Message {
  public let authority: Authority
  public let from: CivilDate
  public let to: CivilDate
  public let leavers: [SupposedLeaver]?
  public let arrivals: [SupposedArrivals]?
  public let duties: [SupposedDuty]?

  public static let name = "what-if"
  public static let words = "What reviews and caseloads would come of leavers, arrivals and duties."
  public static let fields: [Field] = [
    .required("authority", .authority, "the local authority"),
    .required("from", .date, "the first day"),
    .required("to", .date, "the last day"),
    .optional("leavers", .list(.object(SupposedLeaver.fields), 0...100), "officers who leave"),
    .optional("arrivals", .list(.object(SupposedArrivals.fields), 0...120), "children who enter care"),
    .optional("duties", .list(.object(SupposedDuty.fields), 0...100), "duties that officers take on"),
  ]
}
