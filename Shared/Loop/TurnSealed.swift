import Contracts
import Journal

/// Whose a sealed text is: the officer's whose key gave it, or who is named where the key is a system's.
struct SealedOwner {
  let officer: String?
  let key: String

  init(_ request: Request, _ caller: Caller) {
    let named = request.params["officer"]?.string ?? request.params["by"]?["id"]?.string
    officer = caller.holder?.officer?.text ?? named
    key = caller.name
  }
}

extension Turn {
  /// Keeps the sealed texts of a command with what it brings about.
  func keep(_ texts: [(hash: String, text: String)], _ authority: Authority, of owner: SealedOwner) {
    for (hash, text) in texts {
      batch.sealed.append(
        SealedRow(
          authority: authority, hash: hash, text: text, at: written, officer: owner.officer, key: owner.key))
    }
  }

  /// Opens a sealed text: what `sealed` is answered with.
  func opened(_ authority: Authority?, _ params: JSON, _ caller: Caller) throws(Refusal) -> JSON {
    guard let authority, caller.may(.ask, authority) else { throw Refusal(.notAllowed, "no-permission") }
    let hash = params["hash"]?.string ?? ""
    let ofTurn = batch.sealed.first { $0.authority == authority && $0.hash == hash }
    let stored = ofTurn == nil ? read { () throws(StoreError) in try store.sealed(authority, hash) } ?? nil : nil
    // A text that may not be opened is not there: who may not read it does not learn that it was written.
    guard let row = ofTurn ?? stored, mayOpen(row, caller) else {
      throw Refusal(.notFound, "sealed-not-found", at: "/hash")
    }
    return .object([("text", .string(row.text))])
  }

  /// Whether `caller` is the one to whom this text may be shown: the officer's own key, whichever it is now; where no
  /// officer is known, the key that gave it. Whoever is let in without keys is trusted with all.
  private func mayOpen(_ row: SealedRow, _ caller: Caller) -> Bool {
    if caller == .local { return true }
    if let officer = row.officer { return caller.holder?.officer?.text == officer }
    return !row.key.isEmpty && row.key == caller.name
  }
}
