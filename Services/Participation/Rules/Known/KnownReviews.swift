import Contracts

extension KnownChild {
  /// A review that is to come: its limit, and what was told of its booking.
  struct Coming: Codable, Equatable {
    let review: ReviewID
    let stream: ReviewStream
    /// The limit, the authority's own where it has one.
    var dueOn: CivilDate?
    /// The event that told the limit.
    var due: EventMark?
    /// What was told of its booking, in the order in which it was told.
    var bookings: [Booking] = []
    /// The day on which anything was told of it last.
    var told: CivilDate

    private enum CodingKeys: String, CodingKey {
      case review = "review"
      case stream = "stream"
      case dueOn = "dueOn"
      case due = "due"
      case bookings = "bookings"
      case told = "told"
    }
  }

  /// A day for which a review was booked; none where the booking was cancelled.
  struct Booking: Codable, Equatable {
    let event: EventMark
    let on: CivilDate?

    private enum CodingKeys: String, CodingKey {
      case event = "e"
      case on = "on"
    }
  }

  /// A day of which an event told.
  struct Day: Codable, Equatable {
    let event: EventMark
    let on: CivilDate

    private enum CodingKeys: String, CodingKey {
      case event = "e"
      case on = "on"
    }
  }

  /// An officer to whom the child was allocated from a day.
  struct Allocation: Codable, Equatable {
    let event: EventMark
    let officer: OfficerID
    let on: CivilDate

    private enum CodingKeys: String, CodingKey {
      case event = "e"
      case officer = "officer"
      case on = "on"
    }
  }

  /// A complaint of the child.
  struct Complaint: Codable, Equatable {
    let event: EventMark
    let on: CivilDate
    let about: KebabWord

    private enum CodingKeys: String, CodingKey {
      case event = "e"
      case on = "on"
      case about = "about"
    }
  }

  /// The needs of the child as they were told: the whole list each time.
  struct Needs: Codable, Equatable {
    let event: EventMark
    let needs: [KebabWord]

    private enum CodingKeys: String, CodingKey {
      case event = "e"
      case needs = "n"
    }
  }

  /// A letter that told the child of a review and can be answered by a token.
  struct Letter: Codable, Equatable {
    let event: EventMark
    let review: ReviewID
    let on: CivilDate
    let token: TokenText

    private enum CodingKeys: String, CodingKey {
      case event = "e"
      case review = "review"
      case on = "on"
      case token = "token"
    }
  }

  /// A child protection conference.
  struct Meeting: Codable, Equatable {
    let event: EventMark
    let conference: ConferenceID
    let on: CivilDate

    private enum CodingKeys: String, CodingKey {
      case event = "e"
      case conference = "conference"
      case on = "on"
    }
  }

  /// Changes what is known of a coming review, of which something was told on `day`; a review of which only its day is
  /// told is of the stream given.
  mutating func keep(
    _ review: ReviewID, _ stream: ReviewStream, on day: CivilDate, _ change: (inout Coming) -> Void
  ) {
    if let index = coming.firstIndex(where: { $0.review == review }) {
      coming[index].told = max(coming[index].told, day)
      change(&coming[index])
    } else {
      var new = Coming(review: review, stream: stream, told: day)
      change(&new)
      coming.append(new)
    }
  }

  /// Folds what scheduling told of a review that is to come; what cannot be read changes nothing.
  ///
  /// - Throws: -32602 where it cannot be read.
  mutating func foldComing(_ news: SchedulingNews, _ event: Event) throws(Refusal) {
    let mark = EventMark(event.key)
    let day = event.receivedtime?.londonDate ?? .earliest
    func booked(_ review: ReviewID, _ on: CivilDate?, _ stream: ReviewStream = .lookedAfter) {
      keep(review, stream, on: day) { $0.bookings.append(Booking(event: mark, on: on)) }
    }
    switch news {
    case .reviewDue:
      let told = try ReviewDue.read(event.data, at: "/data")
      keep(told.review, told.stream, on: day) { coming in
        coming.dueOn = told.localDueOn ?? told.dueOn
        coming.due = mark
      }
    case .reviewBooked:
      let told = try ReviewBooked.read(event.data, at: "/data")
      booked(told.review, told.on, told.stream)
    case .reviewMoved:
      let told = try ReviewMoved.read(event.data, at: "/data")
      booked(told.review, told.on)
    case .reviewAdjourned:
      let told = try ReviewAdjourned.read(event.data, at: "/data")
      booked(told.review, told.until)
    case .reviewCancelled: booked(try ReviewCancelled.read(event.data, at: "/data").review, nil)
    case .childEnteredCare, .childDetailsChanged, .childLeftCare, .reviewHeld, .officerAllocated, .visitRecorded,
      .contactRecorded, .midwayReviewHeld, .complaintMade, .letterIssued, .conferenceHeld, .factWithdrawn,
      .policyAdopted, .calendarAdopted:
      preconditionFailure("\(news.rawValue) tells of no review to come")
    }
  }
}
