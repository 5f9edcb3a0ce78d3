public import Contracts
import GRDB
public import Journal
public import ReportingRules

/// How the read model takes part in the loop.
extension ReadModel {
  /// Makes its tables, in the transaction in which the store is opened. Where those of another version were thrown
  /// away, the store forgets how far it followed the feeds and what it parked, so that the loop follows them again
  /// from their beginning.
  ///
  /// - Throws: `DatabaseError`.
  public static func prepare(_ transaction: StoreTransaction) throws {
    guard try make(transaction.database) else { return }
    for table in ["position", "parked"] { try transaction.database.execute(sql: "DELETE FROM \(table)") }
  }

  /// Answers a question from a snapshot of the store, and from the states of Reporting's own streams; pages are printed
  /// by `printer`, and `forms` tells what each form prints.
  public static func answer(
    printing printer: @escaping Printer, _ forms: @escaping FormReader
  ) -> @Sendable (Ask, any StoreReader, Gather<ReportingState>, Moment) throws(Refusal) -> JSON {
    let shelf = CountShelf()
    let registers = RegisterShelf(loads: .beside)
    return { ask, reader, gather, moment throws(Refusal) in
      guard let database = reader.database else { throw Refusal(.internal, "no-read-model") }
      registers.loadAll(database)
      let model = ReadModel(reader: database, forms: forms, printer: printer, shelf: shelf, registers: registers) {
        authority throws(Refusal) in try Kept(authority, reader)
      }
      return try model.answer(ask, moment, Kept(gather))
    }
  }

  /// Finds what a report is signed on, of all that its form prints as `forms` tells; nil for every other command.
  public static func find(
    _ forms: @escaping FormReader
  ) -> @Sendable (Ask, any StoreReader, Look<ReportingState>, Moment) throws(Refusal) -> JSON? {
    { ask, reader, look, moment throws(Refusal) in
      guard ask.method == SignOffReport.name else { return nil }
      guard let database = reader.database else { throw Refusal(.internal, "no-read-model") }
      return try ReadModel(reader: database, forms: forms).found(ask, moment, Kept(look))
    }
  }
}

extension Kept {
  /// What the stored states of an authority hold.
  fileprivate init(_ authority: Authority, _ store: any StoreReader) throws(Refusal) {
    var isBroken = false
    self.init(
      Gather<ReportingState>(authority) { kind, each in
        do throws(StoreError) {
          try store.states(authority, kind: kind) { row in
            // A stream about which nothing is known.
            if row.body == Array("null".utf8) { return true }
            guard let state = try? JSON.read(row.body, limit: .max).decode(ReportingState.self) else {
              isBroken = true
              return false
            }
            each(row.stream, state)
            return true
          }
        } catch {
          isBroken = true
        }
      })
    if isBroken { throw Refusal(.internal, "cannot-read") }
  }
}
