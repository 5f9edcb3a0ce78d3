import Contracts
import Policy

/// All that is known of one child: what scheduling told and stands, and what participation itself told.
struct ChildView {
  let child: ChildID
  let known: KnownChild
  var voice: ChildVoice
  /// The events about a child or a review that were withdrawn.
  let withdrawn: (String) -> WithdrawnEvents
  /// The answer to the consultation of a token; looked up where it is needed.
  let form: (TokenText) -> ReturnedForm?
  /// What was said by a token; looked up where it is needed.
  let said: (TokenText) -> [Feedback]
  /// Answers that are about to be told.
  var returns: [TokenText: ReturnedForm] = [:]

  /// A review that is to come.
  struct Next {
    let review: ReviewID
    /// The day for which it is booked; nil where it is not.
    let bookedOn: CivilDate?
    /// The day for which it is booked, or else its limit.
    let on: CivilDate
    /// The day on which anything was told of it last.
    let told: CivilDate
  }

  private func stands(_ event: EventMark) -> Bool { !withdrawn(child.text).holds(event) }

  /// Whether scheduling's word that a review was held stands.
  func stands(_ held: KnownChild.Held) -> Bool {
    held.event.map { !withdrawn(held.review.text).holds($0) } ?? true
  }

  /// The reviews held that stand, ordered by the day on which they were held.
  var held: [KnownChild.Held] { known.reviews.filter { stands($0) } }

  /// The date of birth; nil where none stands.
  var dateOfBirth: CivilDate? { known.dateOfBirth(without: withdrawn(child.text)) }

  /// The reviews that are not held, in order of the day on which they are to be.
  var coming: [Next] { coming(from: .earliest) }

  /// The reviews that are not held and are to be on or after `first`, in order of the day on which they are to be.
  func coming(from first: CivilDate) -> [Next] {
    let open = known.coming.compactMap { coming -> Next? in
      // What was withdrawn is looked up only for reviews that may be meant.
      let days = coming.bookings.compactMap(\.on) + (coming.dueOn.map { [$0] } ?? [])
      guard days.contains(where: { $0 >= first }), known[coming.review].map({ !stands($0) }) ?? true else { return nil }
      let gone = coming.bookings.isEmpty ? WithdrawnEvents() : withdrawn(coming.review.text)
      let booked = coming.bookings.last { !gone.holds($0.event) }?.on
      guard let on = booked ?? coming.dueOn, on >= first else { return nil }
      return Next(review: coming.review, bookedOn: booked, on: on, told: coming.told)
    }
    return open.sorted { ($0.on, $0.review) < ($1.on, $1.review) }
  }

  /// The first review that was held, or is to be, on or after `day`; nil where none is known.
  func review(after day: CivilDate) -> WhichReview.Named? {
    let next = coming(from: day).first
    if let held = held.first(where: { $0.heldOn >= day }), next.map({ held.heldOn <= $0.on }) ?? true {
      return WhichReview.Named(review: held.review, day: held.heldOn, held: held)
    }
    return next.map { WhichReview.Named(review: $0.review, day: $0.bookedOn, held: nil) }
  }

  /// The days on which the officer saw the child between reviews.
  var seen: [CivilDate] { known.seen.filter { stands($0.event) }.map(\.on) }

  /// The complaints that another system told.
  var complaints: [KnownChild.Complaint] { known.complaints.filter { stands($0.event) } }

  /// What the child needs, in words of the authority.
  var needs: [KebabWord] { known.needs.last { stands($0.event) }?.needs ?? [] }

  /// The letters that can be answered.
  var letters: [KnownChild.Letter] { known.letters.filter { !withdrawn($0.review.text).holds($0.event) } }

  /// The conferences that stand, in the order in which they were told.
  var conferences: [KnownChild.Meeting] {
    known.conferences.filter { !withdrawn($0.conference.text).holds($0.event) }
  }

  /// Whether the child is in care on a day: entered on or before it and not left on or before it.
  func isInCare(on day: CivilDate) -> Bool {
    known.births.contains { !$0.isChange && stands($0.event) && $0.from <= day } && !hasLeft(by: day)
  }

  /// The officer to whom the child was allocated last, on or before `day`.
  func officer(on day: CivilDate = .latest) -> OfficerID? {
    known.officers.filter { stands($0.event) && $0.on <= day }.max { $0.on < $1.on }?.officer
  }

  /// Whether the child left care on or before `day` and has not come back.
  func hasLeft(by day: CivilDate) -> Bool {
    let entries = known.births.filter { !$0.isChange && stands($0.event) && $0.from <= day }.map(\.from)
    guard let entered = entries.max() else { return false }
    return known.leavings.contains { stands($0.event) && $0.on >= entered && $0.on <= day }
  }

  /// What was said of the child's reviews or for it, by whatever way it came.
  var feedback: [Feedback] {
    voice.feedback + (letters.map(\.token) + voice.consultations.map(\.token)).flatMap(said)
  }

  /// The answer to a consultation; nil where none came.
  func returned(_ consultation: ChildVoice.Consultation) -> ReturnedForm? {
    returns[consultation.token] ?? form(consultation.token) ?? consultation.mark.flatMap(form)
  }
}

extension Look<ParticipationState> {
  /// What is known of a child; nil where scheduling has not told of it.
  func view(_ child: ChildID) -> ChildView? {
    guard case .known(let known)? = self[.known(child)] else { return nil }
    return ChildView(
      child: child, known: known, voice: voice(child), withdrawn: { withdrawn($0) },
      form: { token in
        guard case .returned(let form)? = self[.returned(token)] else { return nil }
        return form
      },
      said: { token in
        guard case .feedback(let given)? = self[.said(token)] else { return [] }
        return given.items
      })
  }

  /// For what a token was given; nil for one that nobody was given, as a consultation's mark is none.
  func owner(of token: TokenText) -> TokenOwner? {
    guard case .token(let owner)? = self[.token(token)], owner.token == nil else { return nil }
    return owner
  }

  /// Whose a consultation is, by its id; nil where there is none.
  func owner(of consultation: ConsultationID) -> TokenOwner? {
    guard case .token(let owner)? = self[.token(Tokens.mark(of: consultation, authority))] else { return nil }
    return owner
  }

  /// The children to whom a token was given, with a consultation or a letter that stands.
  func owners(of token: TokenText) -> [ChildID] {
    var owners: [ChildID] = []
    if let owner = owner(of: token) { owners.append(owner.child) }
    if case .letter(let owner)? = self[.letter(token)] {
      owners += owner.letters.filter { !withdrawn($0.review.text).holds($0.event) }.map(\.child)
    }
    return owners
  }

  /// What participation itself told of a child.
  func voice(_ child: ChildID) -> ChildVoice {
    guard case .voice(let voice)? = self[.child(child)] else { return ChildVoice() }
    return voice
  }

  /// What the authority has adopted; nothing where it has not adopted anything.
  var policy: AdoptedPolicy {
    guard case .policy(let policy)? = self[.policy] else { return AdoptedPolicy() }
    return policy
  }
}

extension Gather<ParticipationState> {
  /// Calls `each` for every child of whom scheduling told, in order of id.
  func forEachChild(_ each: (ChildView) -> Void) {
    var withdrawn: [String: WithdrawnEvents] = [:]
    forEach("withdrawn") { stream, state in
      if case .withdrawn(let events) = state { withdrawn[stream.name] = events }
    }
    var voices: [String: ChildVoice] = [:]
    forEach("child") { stream, state in
      if case .voice(let voice) = state { voices[stream.name] = voice }
    }
    var returns: [String: ReturnedForm] = [:]
    forEach("returned") { stream, state in
      if case .returned(let form) = state { returns[stream.name] = form }
    }
    var said: [String: [Feedback]] = [:]
    forEach("said") { stream, state in
      if case .feedback(let given) = state { said[stream.name] = given.items }
    }
    let (gone, forms, answers) = (withdrawn, returns, said)
    forEach("known") { stream, state in
      guard case .known(let known) = state, let child = ChildID(stream.name) else { return }
      each(
        ChildView(
          child: child, known: known, voice: voices[stream.name] ?? ChildVoice(),
          withdrawn: { gone[$0] ?? WithdrawnEvents() }, form: { forms[$0.text] },
          said: { answers[$0.text] ?? [] }))
    }
  }

  /// What the authority has adopted; nothing where it has not adopted anything.
  var policy: AdoptedPolicy {
    var adopted = AdoptedPolicy()
    forEach("policy") { _, state in
      if case .policy(let policy) = state { adopted = policy }
    }
    return adopted
  }
}
