import Contracts
import Journal

extension Turn {
  /// Keeps the sealed texts of a command with what it brings about.
  func keep(_ texts: [(hash: String, text: String)], _ authority: Authority) {
    for (hash, text) in texts {
      batch.sealed.append(SealedRow(authority: authority, hash: hash, text: text, at: written))
    }
  }

  /// Opens a sealed text: what `sealed` is answered with.
  func opened(_ authority: Authority?, _ params: JSON, _ caller: Caller) throws(Refusal) -> JSON {
    guard let authority, caller.may(.ask, authority) else { throw Refusal(.notAllowed, "no-permission") }
    let hash = params["hash"]?.string ?? ""
    let ofTurn = batch.sealed.first { $0.authority == authority && $0.hash == hash }
    let stored = ofTurn == nil ? read { () throws(StoreError) in try store.sealed(authority, hash) } ?? nil : nil
    guard let row = ofTurn ?? stored, mayOpen(row, caller) else {
      throw Refusal(.notFound, "sealed-not-found", at: "/hash")
    }
    return .object([("text", .string(row.text))])
  }

  /// Whether `caller` is one to whom this text may be shown: whoever may ask of its authority and knows its hash.
  private func mayOpen(_ row: SealedRow, _ caller: Caller) -> Bool {
    caller.may(.ask, row.authority)
  }
}
