using System.Collections.Frozen;
using System.Globalization;

namespace Agreements.Api.Http.Problems;

/// <summary>The languages of the texts that people see.</summary>
internal enum Language
{
    /// <summary>The default.</summary>
    Indonesian,

    /// <summary>On <c>Accept-Language: en</c>.</summary>
    English,
}

/// <summary>A text in both languages; <c>{0}</c>, <c>{1}</c> … stand for the particulars.</summary>
internal sealed record Bilingual(string Indonesian, string English)
{
    /// <summary>The text, of which nothing stands for particulars.</summary>
    public string In(Language language) => language == Language.English ? English : Indonesian;

    public string In(Language language, IReadOnlyList<object?> arguments) =>
        string.Format(CultureInfo.InvariantCulture, In(language), [.. arguments.Select(Show)]);

    private static object? Show(object? argument) => argument switch
    {
        DateOnly day => day.ToString("O", CultureInfo.InvariantCulture),
        DateTimeOffset instant => instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
        _ => argument,
    };
}

/// <summary>What each code means, in words. A code that is not here cannot be answered with: a test goes through all of them.</summary>
internal static class ProblemTexts
{
    private static readonly FrozenDictionary<string, (Bilingual Title, Bilingual Detail)> Texts = new Dictionary<string, (Bilingual, Bilingual)>(StringComparer.Ordinal)
    {
        ["request.invalid"] = (new("Permintaan tidak sah", "Invalid request"), new("Ada isian yang salah; lihat daftar errors.", "Some of the input is wrong; see errors.")),
        ["request.malformed"] = (new("Permintaan tidak dapat dibaca", "Unreadable request"), new("Permintaan tidak dapat dibaca.", "The request cannot be read.")),
        ["request.too-slow"] = (new("Permintaan terlalu lambat", "Request too slow"), new("Isi permintaan tidak tiba pada waktunya.", "The body did not arrive in time.")),
        ["request.timed-out"] = (new("Permintaan terlalu lama", "Request timed out"), new("Permintaan dihentikan setelah {0} detik; coba lagi sesaat lagi.", "The request was given up after {0} seconds; try again in a moment.")),
        ["requests.too-many"] = (new("Terlalu banyak permintaan", "Too many requests"), new("Terlalu banyak permintaan, sekaligus atau berturut-turut; tunggu selama Retry-After.", "Too many requests, at once or in a row; wait as long as Retry-After says.")),
        ["body.missing"] = (new("Isi permintaan tidak ada", "Missing body"), new("Operasi ini memerlukan objek JSON.", "This operation needs a JSON object.")),
        ["body.malformed"] = (new("JSON tidak sah", "Malformed JSON"), new("Isi permintaan bukan JSON yang sah.", "The body is not well-formed JSON.")),
        ["body.not-an-object"] = (new("Bukan objek JSON", "Not a JSON object"), new("Isi permintaan harus berupa satu objek JSON.", "The body must be one JSON object.")),
        ["body.too-large"] = (new("Isi permintaan terlalu besar", "Body too large"), new("Isi permintaan melebihi batas {0} bita.", "The body exceeds the limit of {0} bytes.")),
        ["form.malformed"] = (new("Formulir tidak dapat dibaca", "Malformed form"), new("Isi permintaan bukan formulir multipart/form-data yang sah.", "The body is not a well-formed multipart/form-data form.")),
        ["range.not-satisfiable"] = (new("Rentang di luar isi", "Range not satisfiable"), new("Rentang yang diminta berada di luar isi; lihat header Content-Range.", "The range that was asked for lies beyond the content; see the Content-Range header.")),
        ["media-type.unsupported"] = (new("Jenis media tidak didukung", "Unsupported media type"), new("Kirim isi permintaan sebagai application/json (PATCH: application/merge-patch+json; berkas: multipart/form-data).", "Send the body as application/json (PATCH: application/merge-patch+json; files: multipart/form-data).")),
        ["media-type.not-acceptable"] = (new("Jenis media tidak tersedia", "Not acceptable"), new("Jawaban hanya tersedia sebagai {0}.", "The answer is available as {0} only.")),
        ["method.not-allowed"] = (new("Metode tidak diizinkan", "Method not allowed"), new("Alamat ini tidak menerima metode tersebut; lihat header Allow.", "This address does not take that method; see the Allow header.")),
        ["route.not-found"] = (new("Alamat tidak dikenal", "Unknown address"), new("Tidak ada apa pun di alamat ini.", "There is nothing at this address.")),
        ["headers.too-large"] = (new("Header terlalu besar", "Headers too large"), new("Header permintaan melebihi batas.", "The request headers exceed the limit.")),
        ["server.error"] = (new("Kesalahan pada layanan", "Server error"), new("Layanan gagal. Sebutkan traceId bila meminta bantuan.", "The service failed. Quote the traceId when you ask for help.")),
        ["identity-provider.unavailable"] = (new("Penyedia identitas tidak menjawab", "Identity provider unavailable"), new("Token belum dapat diperiksa; coba lagi sesaat lagi, atau pakai kunci API.", "The token cannot be checked at present; try again in a moment, or use an API key.")),
        ["store.busy"] = (new("Penyimpanan sedang sibuk", "Store busy"), new("Perubahan lain sedang berlangsung; coba lagi sesaat lagi.", "Another change is under way; try again in a moment.")),
        ["store.unavailable"] = (new("Penyimpanan tidak tersedia", "Store unavailable"), new("Penyimpanan tidak dapat dicapai; coba lagi sesaat lagi.", "The store cannot be reached; try again in a moment.")),
        ["schema.behind"] = (new("Skema belum mutakhir", "Schema behind"), new("Penyimpanan belum dibawa ke skema rilis ini.", "The store has not been brought to the schema of this release.")),
        ["schema.ahead"] = (new("Skema terlalu baru", "Schema ahead"), new("Penyimpanan sudah dibawa ke skema rilis yang lebih baru; perbarui instans ini.", "The store has been brought to the schema of a newer release; upgrade this instance.")),
        ["backlog.overdue"] = (new("Antrean tertunggak", "Backlog overdue"), new("Pekerjaan yang menunggu sudah lama lewat waktunya; lihat checks.", "Work that waits is long overdue; see checks.")),
        ["service.starting"] = (new("Layanan sedang disiapkan", "Service starting"), new("Contoh register masih dimasukkan; tanyakan lagi sebentar lagi.", "The sample register is still being taken in; ask again in a moment.")),
        ["service.stopping"] = (new("Layanan sedang berhenti", "Service stopping"), new("Instans ini sedang berhenti; kirim permintaan ke instans lain.", "This instance is stopping; send requests to another.")),
        ["store.full"] = (new("Penyimpanan penuh", "Store full"), new("Tidak ada ruang lagi untuk menyimpan perubahan; hubungi pengelola layanan.", "There is no room left for changes; tell the operator.")),
        ["record.duplicate"] = (new("Sudah ada", "Already there"), new("Nilai yang harus unik sudah dipakai.", "A value that must be unique is already taken.")),
        ["record.referenced"] = (new("Masih dirujuk", "Still referred to"), new("Catatan ini dirujuk oleh catatan lain, atau merujuk catatan yang sudah tidak ada.", "Other records refer to this one, or it refers to one that is gone.")),

        ["credentials.missing"] = (new("Identitas diperlukan", "Credentials required"), new("Sertakan kunci API dalam header X-Api-Key.", "Send an API key in the header X-Api-Key.")),
        ["credentials.invalid"] = (new("Identitas ditolak", "Credentials refused"), new("Kunci atau token ini tidak dikenal, sudah kedaluwarsa, atau sudah dicabut.", "The key or token is unknown, has expired or was revoked.")),
        ["access.undeclared"] = (new("Operasi tertutup", "Operation closed"), new("Operasi ini tidak dibuka untuk siapa pun.", "This operation is open to nobody.")),
        ["scope.missing"] = (new("Tidak berwenang", "Not allowed"), new("Operasi ini memerlukan kewenangan {0}.", "This operation needs the scope {0}.")),

        ["member.unknown"] = (new("Anggota tidak dikenal", "Unknown member"), new("Anggota ini tidak dikenal.", "This member is not known.")),
        ["member.duplicate"] = (new("Anggota ganda", "Duplicate member"), new("Anggota ini disebut dua kali.", "This member is given twice.")),
        ["value.required"] = (new("Isian wajib", "Value required"), new("Isian ini wajib.", "This value is required.")),
        ["value.malformed"] = (new("Isian tidak dapat dibaca", "Malformed value"), new("Isian ini tidak dapat dibaca; yang diharapkan: {0}.", "This value cannot be read; expected: {0}.")),
        ["value.out-of-range"] = (new("Di luar batas", "Out of range"), new("Nilai harus antara {0} dan {1}.", "The value must be between {0} and {1}.")),
        ["value.too-precise"] = (new("Terlalu banyak desimal", "Too many decimals"), new("Nilai paling banyak memuat {0} angka desimal.", "The value may have at most {0} decimals.")),
        ["value.unknown"] = (new("Pilihan tidak dikenal", "Unknown choice"), new("Pilihan ini tidak dikenal; yang ada: {0}.", "This choice is not known; there are: {0}.")),
        ["text.blank"] = (new("Teks kosong", "Blank text"), new("Teks tidak boleh kosong; gunakan null bila tidak ada.", "Text must not be blank; use null where there is none.")),
        ["text.too-long"] = (new("Teks terlalu panjang", "Text too long"), new("Teks paling panjang {0} karakter.", "The text may have at most {0} characters.")),
        ["text.personal-number"] = (new("Nomor pribadi ditolak", "Personal number refused"), new("Teks memuat nomor yang menyerupai NIK. Register ini tidak menyimpan data pribadi (UU 27/2022).", "The text holds a number built like a person's NIK. This register keeps no personal data (UU 27/2022).")),
        ["text.line-break"] = (new("Teks lebih dari satu baris", "Text of more than one line"), new("Teks harus satu baris, tanpa tab.", "The text must be on one line, without tabs.")),
        ["email.invalid"] = (new("Alamat surel tidak sah", "Invalid e-mail address"), new("Alamat surel harus seperti nama@instansi.example: huruf, angka, dan tanda baca ASCII, satu @, tanpa spasi.", "An e-mail address looks like name@office.example: ASCII letters, digits and punctuation, one @, no space.")),
        ["email.repeated"] = (new("Alamat surel ganda", "Repeated e-mail address"), new("Alamat surel ini sudah disebut; huruf besar dan kecil tidak dibedakan.", "This e-mail address is named already; upper and lower case make no difference.")),
        ["list.too-long"] = (new("Daftar terlalu panjang", "List too long"), new("Daftar paling banyak memuat {0} butir.", "The list may have at most {0} items.")),
        ["list.empty"] = (new("Daftar kosong", "Empty list"), new("Daftar memuat paling sedikit satu butir.", "The list needs at least one item.")),
        ["parameter.unknown"] = (new("Parameter tidak dikenal", "Unknown parameter"), new("Parameter ini tidak dikenal; yang ada: {0}.", "This parameter is not known; there are: {0}.")),
        ["parameter.repeated"] = (new("Parameter ganda", "Repeated parameter"), new("Parameter ini disebut lebih dari sekali.", "This parameter is given more than once.")),
        ["parameter.blank"] = (new("Parameter kosong", "Blank parameter"), new("Parameter ini tidak berisi; hilangkan bila tidak dipakai.", "This parameter is blank; leave it out if you do not need it.")),
        ["parameter.malformed"] = (new("Parameter tidak dapat dibaca", "Malformed parameter"), new("Parameter ini tidak dapat dibaca; yang diharapkan: {0}.", "This parameter cannot be read; expected: {0}.")),
        ["cursor.invalid"] = (new("Kursor tidak sah", "Invalid cursor"), new("Kursor ini rusak atau berasal dari daftar, penyaring, atau urutan lain.", "This cursor is damaged, or comes from another list, filter or order.")),
        ["cursor.too-old"] = (new("Kursor terlalu lama", "Cursor too old"), new("Peristiwa setelah kursor ini sudah dihapus karena umurnya. Mulai lagi: ambil kursor baru dengan after=latest, baca ulang daftar-daftar yang diikuti, lalu lanjutkan dari kursor itu.", "Events after this cursor have been removed for their age. Begin again: get a new cursor with after=latest, read the lists that you follow anew, then go on from that cursor.")),
        ["cursor.from-another-store"] = (new("Kursor dari penyimpanan lain", "Cursor from another store"), new("Kursor ini tidak berasal dari penyimpanan ini, atau penyimpanan telah dipulihkan dari cadangan yang lebih lama. Mulai lagi: ambil kursor baru dengan after=latest, baca ulang daftar-daftar yang diikuti, lalu lanjutkan dari kursor itu.", "This cursor is not of this store, or the store was put back to an earlier backup. Begin again: get a new cursor with after=latest, read the lists that you follow anew, then go on from that cursor.")),
        ["cursor.reach-changed"] = (new("Wilayah kewenangan berubah", "Reach changed"), new("Wilayah yang dapat dilihat tidak lagi sama seperti ketika kursor ini diberikan. Mulai lagi: ambil kursor baru dengan after=latest, baca ulang daftar-daftar yang diikuti, lalu lanjutkan dari kursor itu.", "What you reach is no longer what it was when this cursor was given. Begin again: get a new cursor with after=latest, read the lists that you follow anew, then go on from that cursor.")),
        ["events.too-many-waiting"] = (new("Terlalu banyak yang menunggu", "Too many waiting"), new("Terlalu banyak permintaan yang menunggu peristiwa sekaligus; tutup yang tidak dipakai, atau tunggu selama Retry-After.", "Too many requests wait for events at once; close those that nobody needs, or wait as long as Retry-After says.")),
        ["header.malformed"] = (new("Header tidak dapat dibaca", "Malformed header"), new("Header ini tidak dapat dibaca; yang diharapkan: {0}.", "This header cannot be read; expected: {0}.")),

        ["precondition.required"] = (new("Prasyarat diperlukan", "Precondition required"), new("Sertakan If-Match dengan ETag yang terakhir dibaca.", "Send If-Match with the ETag that you last read.")),
        ["precondition.failed"] = (new("Sudah berubah", "Changed since"), new("Catatan ini berubah sejak terakhir dibaca; baca lagi, lalu ulangi.", "The record has changed since you read it; read it again, then repeat.")),
        ["idempotency.key-reused"] = (new("Kunci sudah dipakai", "Key already used"), new("Idempotency-Key ini sudah dipakai untuk permintaan lain.", "This Idempotency-Key was used for a different request.")),
        ["idempotency.in-progress"] = (new("Masih berlangsung", "Still running"), new("Permintaan pertama dengan kunci ini masih berlangsung; ulangi sesaat lagi.", "The first request with this key is still running; repeat it in a moment.")),

        ["agreement.not-found"] = (new("Perjanjian tidak ditemukan", "No such agreement"), new("Tidak ada perjanjian dengan id ini.", "There is no agreement with this id.")),
        ["agreement.unknown"] = (new("Perjanjian tidak dikenal", "Unknown agreement"), new("Tidak ada perjanjian dengan id ini.", "There is no agreement with this id.")),
        ["agreement.has-documents"] = (new("Perjanjian memuat dokumen", "Agreement has documents"), new("Dokumen tidak pernah dihapus; batalkan rancangan ini sebagai gantinya.", "Documents are never removed; cancel this draft instead.")),
        ["agreement.own-predecessor"] = (new("Pendahulu tidak sah", "Invalid predecessor"), new("Perjanjian tidak dapat melanjutkan dirinya sendiri.", "An agreement cannot continue itself.")),
        ["agreement.incomplete"] = (new("Perjanjian belum lengkap", "Agreement incomplete"), new("Lengkapi dahulu isian pada missing.", "Fill in what missing lists first.")),
        ["agreement.self-approval"] = (new("Menyetujui pengajuan sendiri", "Self-approval"), new("Yang mengajukan tidak dapat menyetujui; mintalah orang lain.", "Whoever submitted it cannot approve it; ask someone else.")),
        ["agreement.dprd-approval-missing"] = (new("Persetujuan DPRD belum ada", "DPRD approval missing"), new("Nomor dan tanggal persetujuan DPRD harus ada sebelum disetujui.", "The DPRD's approval needs its number and date first.")),
        ["agreement.term-missing"] = (new("Jangka waktu belum ada", "Term missing"), new("Penandatanganan memerlukan tanggal mulai dan tanggal berakhir, atau openEnded: true.", "Signing needs a first day and a last day, or openEnded: true.")),
        ["agreement.transition-not-allowed"] = (new("Tindakan tidak dapat dilakukan", "Action not allowed"), new("Tindakan ini tidak dapat dilakukan pada keadaan sekarang; lihat current dan allowedActions.", "The action is not allowed in the current state; see current and allowedActions.")),
        ["agreement.locked-in-review"] = (new("Terkunci selama ditelaah", "Locked in review"), new("Selama ditelaah hanya nomor, persetujuan DPRD, penanggung jawab, catatan, dan tanda telaah yang dapat diubah.", "During review only the numbers, DPRD approval, owner, notes and review flag can be changed.")),
        ["agreement.locked-after-signing"] = (new("Terkunci setelah ditandatangani", "Locked after signing"), new("Setelah ditandatangani isi hanya berubah melalui adendum; penanggung jawab, catatan, dan tanda telaah tetap dapat diubah.", "After signing the terms change by amendment only; owner, notes and review flag stay editable.")),
        ["agreement.locked-after-cancellation"] = (new("Terkunci setelah dibatalkan", "Locked after cancellation"), new("Setelah dibatalkan hanya penanggung jawab, catatan, dan tanda telaah yang dapat diubah.", "After cancellation only owner, notes and review flag can be changed.")),
        ["signature.party-already-signed"] = (new("Pihak sudah menandatangani", "Party already signed"), new("Pihak ini sudah menandatangani.", "This party has already signed.")),
        ["signature.document-missing"] = (new("Pindaian belum ada", "Scan missing"), new("Unggah dahulu pindaian naskah bertanda tangan (signedScan) sebelum tanda tangan pihak kedua dicatat.", "Upload the scan of the signed document (signedScan) before the second party's signature is recorded.")),
        ["signature.not-signed-yet"] = (new("Belum ditandatangani", "Not signed yet"), new("Hanya perjanjian yang sudah ditandatangani memuat tanda tangan dan tanggalnya.", "Only a signed agreement carries signatures and their date.")),
        ["signature.signed-in-future"] = (new("Tanggal di masa depan", "Date in the future"), new("Tanggal penandatanganan tidak boleh setelah hari ini di daerah itu ({0}).", "The date of signing cannot be after today in that region ({0}).")),
        ["amendment.not-signed"] = (new("Adendum belum ditandatangani", "Amendment not signed"), new("Adendum memerlukan tanda tangan kedua pihak.", "An amendment needs the signatures of both parties.")),
        ["amendment.signed-on-differs"] = (new("Tanggal penandatanganan berbeda", "Date of signing differs"), new("Tanggal penandatanganan adalah tanggal pihak yang terakhir ({0}).", "The date of signing is that of the later party ({0}).")),
        ["amendment.before-effective-from"] = (new("Adendum mendahului perjanjian", "Amendment before the agreement"), new("Adendum tidak dapat berlaku sebelum perjanjian mulai berlaku ({0}).", "An amendment cannot take effect before the agreement does ({0}).")),
        ["amendment.after-end"] = (new("Adendum setelah perjanjian berakhir", "Amendment after the end"), new("Adendum harus berlaku paling lambat sehari setelah perjanjian berakhir ({0}); sesudah itu diperlukan perjanjian baru yang menyebut perjanjian ini sebagai pendahulunya.", "An amendment must take effect no later than the day after the end ({0}); after that a new agreement is needed that names this one as its predecessor.")),
        ["amendment.too-many"] = (new("Terlalu banyak adendum", "Too many amendments"), new("Satu perjanjian memuat paling banyak {0} adendum.", "One agreement can have at most {0} amendments.")),
        ["window.ends-before-start"] = (new("Rentang terbalik", "Window reversed"), new("Akhir rentang tidak boleh sebelum awalnya ({0}).", "A window cannot end before it begins ({0}).")),
        ["window.too-long"] = (new("Rentang terlalu panjang", "Window too long"), new("Rentang paling panjang {0} hari.", "A window is of at most {0} days.")),
        ["parameter.required"] = (new("Parameter wajib", "Parameter required"), new("Parameter ini wajib.", "This parameter is required.")),
        ["term.ends-before-start"] = (new("Berakhir sebelum mulai", "Ends before it starts"), new("Tanggal berakhir tidak boleh sebelum tanggal mulai ({0}).", "The last day cannot be before the first ({0}).")),
        ["term.open-ended-with-end"] = (new("Tanpa batas waktu tetapi berakhir", "Open-ended with an end"), new("Perjanjian tanpa batas waktu tidak memiliki tanggal berakhir.", "An open-ended agreement has no last day.")),
        ["termination.before-effective-from"] = (new("Pengakhiran sebelum berlaku", "Terminated before it began"), new("Pengakhiran tidak dapat berlaku sebelum perjanjian mulai berlaku ({0}).", "It cannot be terminated before its first day in force ({0}).")),
        ["number.taken"] = (new("Nomor sudah dipakai", "Number taken"), new("Nomor ini sudah dipakai pihak yang sama untuk dokumen sejenis.", "The same party already uses this number for a document of this kind.")),

        ["document.not-found"] = (new("Dokumen tidak ditemukan", "No such document"), new("Tidak ada dokumen atau versi seperti ini.", "There is no such document, or no such version of it.")),
        ["document.too-large"] = (new("Berkas terlalu besar", "File too large"), new("Berkas melebihi batas {0} bita.", "The file exceeds the limit of {0} bytes.")),
        ["document.type-not-allowed"] = (new("Jenis berkas tidak diterima", "Type of file not allowed"), new("Menurut isinya berkas ini bukan PDF, DOCX, PNG, atau JPEG.", "By its content the file is no PDF, DOCX, PNG or JPEG.")),
        ["document.suspicious-archive"] = (new("Arsip mencurigakan", "Suspicious archive"), new("Berkas ini memuat terlalu banyak entri, mengembang terlalu besar, atau memuat arsip lain.", "The file has too many entries, unpacks to far too much, or holds other archives.")),
        ["document.has-macros"] = (new("Berkas memuat makro", "File has macros"), new("Dokumen Word dengan makro tidak diterima; simpan tanpa makro.", "Word documents with macros are not taken; save it without them.")),
        ["document.encrypted"] = (new("Berkas terenkripsi", "File encrypted"), new("Dokumen Word yang terenkripsi tidak dapat diperiksa; simpan tanpa kata sandi.", "An encrypted Word document cannot be checked; save it without a password.")),
        ["document.too-many-versions"] = (new("Terlalu banyak versi", "Too many versions"), new("Satu dokumen memuat paling banyak {0} versi; unggah sebagai dokumen baru.", "One document can have at most {0} versions; upload it as a new document.")),
        ["document.content-missing"] = (new("Isi dokumen hilang", "Content missing"), new("Isi dokumen ini hilang atau berubah di tempat penyimpanan; hubungi pengelola layanan.", "The content of this document is missing from the storage, or altered; tell the operator.")),
        ["file-name.unusable"] = (new("Nama berkas tidak dapat dipakai", "Unusable file name"), new("Nama berkas memuat karakter kendali atau salah satu dari / \\ : * ? \" < > |, diawali atau diakhiri spasi atau titik, atau nama yang dipakai sistem operasi.", "The file name has control or hidden characters or one of / \\ : * ? \" < > |, begins or ends with a space or ends with a dot, or is a name that operating systems keep for themselves.")),

        ["date.not-yet"] = (new("Belum terjadi", "Not yet"), new("Tanggal ini masih di depan; hari ini {0} di daerah tersebut.", "That day is yet to come; it is {0} in the region.")),
        ["renewal.not-found"] = (new("Perpanjangan tidak ditemukan", "No such renewal"), new("Tidak ada perpanjangan dengan id ini.", "There is no renewal with this id.")),
        ["renewal.unknown"] = (new("Perpanjangan tidak dikenal", "Unknown renewal"), new("Tidak ada perpanjangan dengan id ini di daerah tersebut.", "There is no renewal with this id in the region.")),
        ["renewal.already-open"] = (new("Perpanjangan sudah dibuka", "Renewal already open"), new("Perjanjian ini sudah memiliki perpanjangan yang terbuka.", "A renewal of this agreement is open already.")),
        ["renewal.already-renewed"] = (new("Sudah diperpanjang", "Already renewed"), new("Perjanjian yang sudah ditandatangani melanjutkan perjanjian ini tanpa jeda.", "A signed agreement continues this one without a day between.")),
        ["renewal.end-unknown"] = (new("Akhir tidak diketahui", "End unknown"), new("Perpanjangan direncanakan mundur dari akhir perjanjian, dan akhirnya tidak diketahui atau tidak ada.", "A renewal is planned backwards from the end of the agreement, which is unknown or does not exist.")),
        ["renewal.closed"] = (new("Perpanjangan sudah ditutup", "Renewal closed"), new("Perpanjangan ini sudah ditutup.", "This renewal is closed.")),
        ["renewal.successor-not-signed"] = (new("Penerus belum ditandatangani", "Successor not signed"), new("Perpanjangan baru berhasil setelah perjanjian penerus ditandatangani kedua pihak.", "A renewal has succeeded only when both parties have signed the successor.")),
        ["renewal.stage-too-late"] = (new("Tahap terlalu lambat", "Stage too late"), new("Tahap ini harus selesai paling lambat {0} agar tahap berikutnya sempat.", "This stage must be through by {0} to leave time for the next one.")),
        ["meeting.not-found"] = (new("Rapat tidak ditemukan", "No such meeting"), new("Tidak ada rapat dengan id ini.", "There is no meeting with this id.")),
        ["meeting.unknown"] = (new("Rapat tidak dikenal", "Unknown meeting"), new("Tidak ada rapat dengan id ini.", "There is no meeting with this id.")),
        ["follow-up.unknown"] = (new("Tindak lanjut tidak dikenal", "Unknown follow-up"), new("Rapat ini tidak memiliki tindak lanjut dengan id tersebut, atau id disebut dua kali.", "The meeting has no follow-up with this id, or it is named twice.")),
        ["deadline.not-found"] = (new("Tenggat tidak ditemukan", "No such deadline"), new("Tidak ada tenggat dengan id ini.", "There is no deadline with this id.")),
        ["deadline.closed"] = (new("Tenggat sudah selesai", "Deadline closed"), new("Tenggat ini sudah dipenuhi atau digantikan.", "This deadline has been met or superseded.")),
        ["deadline.overdue"] = (new("Tenggat sudah lewat", "Deadline overdue"), new("Tenggat sudah lewat pada {0}; yang diperlukan sekarang adalah tindakannya.", "It was due on {0}; what it needs now is the deed itself.")),
        ["deadline.snoozed-past-due"] = (new("Ditunda melewati tenggat", "Snoozed past the due date"), new("Tidak dapat ditunda melewati tenggat ({0}).", "It cannot be snoozed past the due date ({0}).")),
        ["deadline.snoozed-into-past"] = (new("Ditunda ke masa lalu", "Snoozed into the past"), new("Tidak dapat ditunda sampai tanggal sebelum hari ini ({0}).", "It cannot be snoozed to a day before today ({0}).")),
        ["reminder.not-found"] = (new("Pengingat tidak ditemukan", "No such reminder"), new("Tidak ada pengingat dengan id ini yang pernah diambil.", "No reminder with this id was ever claimed.")),
        ["reminder.claim-unknown"] = (new("Pengambilan tidak dikenal", "Unknown claim"), new("Pengingat ini tidak pernah diberikan kepada pengambilan {0}.", "The claim {0} never had this reminder.")),
        ["reminder.claim-lost"] = (new("Pengambilan sudah berakhir", "Claim lost"), new("Masa pengambilan berakhir pada {0} dan pengingat sudah berpindah tangan; kegagalan ini tidak dicatat.", "The lease ended at {0} and the reminder has passed on; this failure is not recorded.")),
        ["reminder.already-reported"] = (new("Sudah dilaporkan", "Already reported"), new("Pengambilan ini sudah melaporkan hasil lain.", "This claim has reported another outcome.")),
        ["reminder.already-delivered"] = (new("Sudah terkirim", "Already delivered"), new("Pengingat ini sudah dilaporkan terkirim oleh pengambilan {0}.", "The claim {0} has reported this reminder as delivered.")),
        ["reminder-rules.each-kind-once"] = (new("Jenis tenggat tidak lengkap", "Kinds missing or repeated"), new("Sebutkan setiap jenis tenggat tepat satu kali; offsets kosong bila tidak perlu diingatkan.", "Name every kind of deadline exactly once; with empty offsets where nobody is to be reminded.")),
        ["offsets.not-descending"] = (new("Urutan hari tidak menurun", "Offsets not descending"), new("Sebutkan jumlah hari dari yang terbesar ke yang terkecil, masing-masing satu kali.", "Name the days from the most to the fewest, each once.")),
        ["holiday.not-found"] = (new("Hari libur tidak ditemukan", "No such holiday"), new("Tidak ada hari libur pada tanggal ini.", "There is no holiday on this day.")),
        ["holiday.already-there"] = (new("Sudah hari libur", "Already a holiday"), new("Tanggal ini sudah tercatat sebagai hari libur: {0}.", "The day is a holiday already: {0}.")),
        ["activation-mode.not-found"] = (new("Cara pengaktifan tidak ditemukan", "No such activation mode"), new("Daerah ini tidak memiliki catatan cara pengaktifan dengan id ini.", "The region has no activation mode with this id.")),

        ["work-plan.not-found"] = (new("Rencana kerja tidak ditemukan", "No such work plan"), new("Tidak ada rencana kerja dengan id ini.", "There is no work plan with this id.")),
        ["work-plan.unknown"] = (new("Rencana kerja tidak dikenal", "Unknown work plan"), new("Tidak ada rencana kerja dengan id ini pada perjanjian ini atau pendahulunya.", "Neither this agreement nor the one that it continues has a work plan with this id.")),
        ["work-plan.year-taken"] = (new("Tahun sudah memiliki rencana kerja", "Year taken"), new("Perjanjian ini sudah memiliki rencana kerja untuk tahun itu.", "The agreement has a work plan for that year already.")),
        ["work-plan.agreement-over"] = (new("Perjanjian sudah berakhir", "Agreement over"), new("Perjanjian yang dibatalkan tidak menerima rencana kerja.", "An agreement that was cancelled takes no work plans.")),
        ["work-plan.agreement-not-signed"] = (new("Perjanjian belum ditandatangani", "Agreement not signed"), new("Rencana kerja baru dapat ditandatangani setelah perjanjiannya ditandatangani kedua pihak.", "A work plan can be signed once both parties have signed its agreement.")),
        ["work-plan.outside-year"] = (new("Di luar tahun", "Outside the year"), new("Masa rencana kerja harus berada dalam tahun {0}.", "The period must lie within the year {0}.")),
        ["work-plan.outside-term"] = (new("Di luar jangka waktu perjanjian", "Outside the agreement's term"), new("Masa rencana kerja harus berada dalam jangka waktu perjanjian.", "The period must lie within the term of the agreement.")),
        ["work-plan.incomplete"] = (new("Rencana kerja belum lengkap", "Work plan incomplete"), new("Lengkapi dahulu isian pada missing.", "Fill in what missing lists first.")),
        ["work-plan.self-approval"] = (new("Menyetujui pengajuan sendiri", "Self-approval"), new("Yang mengajukan tidak dapat menyetujui; mintalah orang lain.", "Whoever submitted it cannot approve it; ask someone else.")),
        ["work-plan.transition-not-allowed"] = (new("Tindakan tidak dapat dilakukan", "Action not allowed"), new("Tindakan ini tidak dapat dilakukan pada keadaan sekarang; lihat current dan allowedActions.", "The action is not allowed in the current state; see current and allowedActions.")),
        ["work-plan.locked"] = (new("Isian terkunci", "Fields locked"), new("Pada keadaan sekarang isian pada fields tidak dapat diubah; setelah ditandatangani perubahan dilakukan melalui adendum.", "What fields lists cannot be changed in the current state; after the signature an addendum changes it.")),
        ["work-plan.addendum-outside-period"] = (new("Adendum di luar masa rencana kerja", "Addendum outside the period"), new("Adendum harus berlaku antara {0} dan {1}.", "An addendum must take effect between {0} and {1}.")),
        ["work-plan.activities-outside-period"] = (new("Kegiatan di luar masa rencana kerja", "Activities outside the period"), new("Ada kegiatan di luar masa yang baru; pindahkan tanggalnya atau hapus dahulu.", "Activities lie outside the new period; move their days, or remove them, first.")),
        ["work-plan.too-many-addenda"] = (new("Terlalu banyak adendum", "Too many addenda"), new("Satu rencana kerja memuat paling banyak {0} adendum.", "One work plan can have at most {0} addenda.")),
        ["work-plan.too-many-activities"] = (new("Terlalu banyak kegiatan", "Too many activities"), new("Satu rencana kerja memuat paling banyak {0} kegiatan.", "One work plan can have at most {0} activities.")),
        ["agreement.has-work-plans"] = (new("Perjanjian memuat rencana kerja", "Agreement has work plans"), new("Hapus dahulu rencana kerjanya, atau batalkan rancangan ini.", "Delete its work plans first, or cancel this draft instead.")),
        ["activity.not-found"] = (new("Kegiatan tidak ditemukan", "No such activity"), new("Tidak ada kegiatan dengan id ini.", "There is no activity with this id.")),
        ["activity.outside-period"] = (new("Di luar masa rencana kerja", "Outside the period"), new("Kegiatan harus berada antara {0} dan {1}.", "The activity must lie between {0} and {1}.")),
        ["progress.before-period"] = (new("Sebelum rencana kerja", "Before the period"), new("Laporan tidak dapat mendahului rencana kerja ({0}).", "A report cannot lie before the work plan begins ({0}).")),
        ["progress.above-limit"] = (new("Jumlah melampaui batas", "Above the limit"), new("Laporan ini membuat jumlah realisasi atau belanja melampaui batas yang dapat dicatat.", "This report takes what was realised or spent above what can be recorded.")),
        ["progress.empty"] = (new("Laporan kosong", "Empty report"), new("Sebutkan paling sedikit satu dari realisedValue, spentAmount, note, atau completed.", "Give at least one of realisedValue, spentAmount, note or completed.")),
        ["progress.below-zero"] = (new("Jumlah di bawah nol", "Below zero"), new("Koreksi ini membuat jumlah realisasi atau belanja di bawah nol.", "This correction takes what was realised or spent below zero.")),
        ["progress.unknown"] = (new("Laporan tidak dikenal", "Unknown report"), new("Tidak ada laporan dengan id ini pada kegiatan ini.", "There is no report with this id about this activity.")),
        ["contribution-rate.not-found"] = (new("Besaran iuran tidak ditemukan", "No such rate"), new("Tidak ada besaran iuran yang berlaku pada tanggal ini.", "There is no contribution rate that holds on this day.")),
        ["contribution-rate.already-there"] = (new("Besaran iuran sudah ada", "Rate already there"), new("Sudah ada besaran iuran yang berlaku mulai tanggal ini.", "A rate from this day on has been added already.")),
        ["contribution-rate.shares-differ"] = (new("Jumlah bagian berbeda", "Shares differ"), new("Jumlah ketiga bagian adalah {0}.", "The three shares add up to {0}.")),
        ["snapshot.not-found"] = (new("Potret cakupan tidak ditemukan", "No such snapshot"), new("Tidak ada potret cakupan dengan id ini di daerah tersebut.", "There is no snapshot of coverage with this id in the region.")),
        ["figures.missing"] = (new("Angka tidak ada", "No figures"), new("Sebutkan paling sedikit satu angka: penduduk, peserta, peserta aktif, tunggakan, atau persentase tercetak.", "Give at least one figure: population, members, active members, arrears or a printed percentage.")),
        ["active-members.more-than-members"] = (new("Peserta aktif melebihi peserta", "More active members than members"), new("Peserta aktif tidak dapat melebihi peserta ({0}).", "There cannot be more active members than members ({0}).")),
        ["uhc-policy.not-found"] = (new("Kebijakan UHC tidak ditemukan", "No such UHC policy"), new("Tidak ada kebijakan UHC yang mulai berlaku pada tanggal ini.", "No UHC policy becomes valid on this day.")),
        ["uhc-policy.already-there"] = (new("Kebijakan UHC sudah ada", "UHC policy already there"), new("Sudah ditambahkan kebijakan UHC yang mulai berlaku pada {0}; yang sudah ada tidak diubah.", "A UHC policy that becomes valid on {0} has been added already; what is there is never changed.")),

        ["region.not-found"] = (new("Daerah tidak ditemukan", "No such region"), new("Tidak ada daerah dengan kode ini.", "There is no region with this code.")),
        ["region.unknown"] = (new("Daerah tidak dikenal", "Unknown region"), new("Tidak ada daerah dengan kode ini.", "There is no region with this code.")),
        ["region.out-of-reach"] = (new("Di luar wilayah kewenangan", "Out of reach"), new("Daerah {0} berada di luar wilayah kewenangan Anda.", "Region {0} lies beyond what you may change.")),
        ["region.not-autonomous"] = (new("Bukan daerah otonom", "Not an autonomous region"), new("{0} adalah wilayah administratif dan tidak dapat menjadi pihak.", "{0} is an administrative region and cannot be a party.")),
        ["office.not-found"] = (new("Kantor tidak ditemukan", "No such office"), new("Tidak ada kantor BPJS Kesehatan dengan id ini.", "There is no BPJS Kesehatan office with this id.")),
        ["office.unknown"] = (new("Kantor tidak dikenal", "Unknown office"), new("Tidak ada kantor BPJS Kesehatan dengan id ini.", "There is no BPJS Kesehatan office with this id.")),
        ["office.parent-not-above"] = (new("Induk tidak lebih tinggi", "Parent not above"), new("Kantor induk harus setingkat di atas atau lebih tinggi.", "The parent office must be of a higher tier.")),
        ["office.child-not-below"] = (new("Bawahan tidak lebih rendah", "Child not below"), new("Kantor di bawahnya harus setingkat di bawah atau lebih rendah.", "The offices that report to it must be of a lower tier.")),
        ["office.name-taken"] = (new("Nama kantor sudah dipakai", "Office name taken"), new("Sudah ada kantor setingkat dengan nama ini.", "There is already an office of this tier with this name.")),
        ["office.in-use"] = (new("Kantor masih dipakai", "Office in use"), new("Perjanjian, kantor lain, atau kunci API merujuk kantor ini.", "Agreements, other offices or API keys refer to this office.")),

        ["calendar.not-found"] = (new("Kalender tidak ditemukan", "No such calendar"), new("Tidak ada kalender di alamat ini, atau alamatnya sudah dicabut atau kedaluwarsa.", "There is no calendar at this address, or the address was revoked or has expired.")),
        ["calendar-feed.not-found"] = (new("Umpan kalender tidak ditemukan", "No such calendar feed"), new("Tidak ada umpan kalender dengan id ini.", "There is no calendar feed with this id.")),
        ["calendar-feed.region-unclear"] = (new("Wilayah kalender tidak jelas", "Region of the calendar unclear"), new("Sebutkan paling banyak satu dari regionCode dan provinceCode.", "Give at most one of regionCode and provinceCode.")),
        ["calendar-feed.expired-already"] = (new("Sudah kedaluwarsa", "Expired already"), new("Umpan kalender harus kedaluwarsa setelah sekarang.", "A calendar feed must expire after now.")),
        ["calendar-feed.outlives-maker"] = (new("Umpan melampaui pembuatnya", "Feed outlives its maker"), new("Umpan kalender harus kedaluwarsa paling lambat {0}: bersama kunci yang membuatnya, atau 366 hari setelah dibuat dengan token.", "A calendar feed must expire no later than {0}: with the key that made it, or 366 days after it was made with a token.")),
        ["calendar-feed.too-many"] = (new("Terlalu banyak umpan kalender", "Too many calendar feeds"), new("Satu pemanggil memiliki paling banyak {0} umpan kalender yang masih berlaku; cabut yang tidak dipakai.", "One caller can have at most {0} calendar feeds that still open something; revoke those that are not used.")),
        ["webhook.not-found"] = (new("Webhook tidak ditemukan", "No such webhook"), new("Tidak ada webhook dengan id ini.", "There is no webhook with this id.")),
        ["webhook.url-invalid"] = (new("Alamat webhook tidak sah", "Invalid webhook address"), new("Alamat webhook harus berupa alamat https lengkap seperti https://penerima.example/jalur, dengan karakter ASCII, tanpa bagian setelah #.", "The address of a webhook must be a complete https address like https://receiver.example/path, in ASCII characters, without a part after #.")),
        ["webhook.url-credentials"] = (new("Alamat memuat kredensial", "Address with credentials"), new("Alamat webhook tidak boleh memuat nama pengguna atau kata sandi; penerima mengenali kiriman dari tanda tangannya.", "The address of a webhook must not hold a user or a password; its receiver knows a delivery by its signature.")),
        ["webhook.scheme-not-allowed"] = (new("Hanya https", "Only https"), new("Webhook hanya dikirim lewat https; pengelola layanan dapat mengizinkan http.", "Webhooks are sent over https alone; the operator of the service can allow http.")),
        ["webhook.target-not-allowed"] = (new("Alamat tidak diizinkan", "Address not allowed"), new("Webhook tidak dikirim ke alamat mesin ini, jaringan pribadi, atau alamat khusus lain, bagaimanapun ditulisnya; pengelola layanan dapat mengizinkan jaringan tertentu.", "Webhooks are not sent to addresses of this machine, of private networks, or to other special ones, however they are written; the operator of the service can allow networks.")),
        ["webhook.beyond-own-rights"] = (new("Melebihi kewenangan sendiri", "Beyond your own rights"), new("Webhook hanya mengabarkan apa yang boleh dibaca oleh yang membuat atau mengubahnya: diperlukan agreements:read untuk semua wilayahnya.", "A webhook tells only what whoever makes or changes it may read: it takes agreements:read for all of its regions.")),
        ["webhook.too-many"] = (new("Terlalu banyak webhook", "Too many webhooks"), new("Sudah ada {0} webhook; hapus yang tidak dipakai.", "There are {0} webhooks already; delete those that nobody needs.")),
        ["webhook.disabled"] = (new("Webhook dinonaktifkan", "Webhook disabled"), new("Webhook ini sedang dinonaktifkan; aktifkan dulu dengan state: enabled.", "This webhook is disabled; enable it first with state: enabled.")),
        ["webhook-delivery.not-found"] = (new("Kiriman tidak ditemukan", "No such delivery"), new("Webhook ini tidak memiliki kiriman dengan id ini.", "This webhook has no delivery with this id.")),
        ["webhook-delivery.in-progress"] = (new("Kiriman sedang berjalan", "Delivery in progress"), new("Kiriman ini sedang dicoba; tunggu hasilnya.", "This delivery is being tried; wait for what comes of it.")),

        ["api-key.not-found"] = (new("Kunci tidak ditemukan", "No such key"), new("Tidak ada kunci API dengan id ini.", "There is no API key with this id.")),
        ["api-key.binding-unclear"] = (new("Wilayah kunci tidak jelas", "Reach of the key unclear"), new("Sebutkan tepat satu dari regionCodes, bpjsOfficeId, atau allRegions: true.", "Give exactly one of regionCodes, bpjsOfficeId or allRegions: true.")),
        ["api-key.expired-already"] = (new("Sudah kedaluwarsa", "Expired already"), new("Kunci harus kedaluwarsa setelah sekarang.", "A key must expire after now.")),
        ["api-key.outlives-issuer"] = (new("Kunci melampaui penerbitnya", "Key outlives its issuer"), new("Kunci harus kedaluwarsa paling lambat bersama kunci atau token yang menerbitkannya ({0}).", "A key must expire no later than the key or token that issues it ({0}).")),
        ["api-key.beyond-own-rights"] = (new("Melebihi kewenangan sendiri", "Beyond your own rights"), new("Tidak ada yang dapat menerbitkan kunci dengan kewenangan atau wilayah melebihi miliknya sendiri.", "Nobody issues a key with scopes or a reach beyond their own.")),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static IEnumerable<string> Codes => Texts.Keys;

    public static string Title(string code, Language language) => Texts[code].Title.In(language, []);

    public static string Detail(string code, Language language, IReadOnlyList<object?> arguments) => Texts[code].Detail.In(language, arguments);
}
