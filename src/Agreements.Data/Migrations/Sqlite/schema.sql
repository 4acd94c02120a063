CREATE TABLE IF NOT EXISTS "__EFMigrationsHistory" (
    "MigrationId" TEXT NOT NULL CONSTRAINT "PK___EFMigrationsHistory" PRIMARY KEY,
    "ProductVersion" TEXT NOT NULL
);

CREATE TABLE "bpjs_offices" (
    "id" TEXT NOT NULL CONSTRAINT "pk_bpjs_offices" PRIMARY KEY,
    "version" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "parent_id" TEXT NULL,
    "created_at" TEXT NOT NULL,
    "updated_at" TEXT NOT NULL,
    CONSTRAINT "fk_bpjs_offices_bpjs_offices_parent_id" FOREIGN KEY ("parent_id") REFERENCES "bpjs_offices" ("id") ON DELETE RESTRICT
);

CREATE TABLE "idempotency_records" (
    "caller" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "answer" TEXT NOT NULL,
    "at" TEXT NOT NULL,
    CONSTRAINT "pk_idempotency_records" PRIMARY KEY ("caller", "key")
);

CREATE TABLE "imported_records" (
    "source" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "record_id" TEXT NOT NULL,
    "at" TEXT NOT NULL,
    CONSTRAINT "pk_imported_records" PRIMARY KEY ("source", "key")
);

CREATE TABLE "agreements" (
    "id" TEXT NOT NULL CONSTRAINT "pk_agreements" PRIMARY KEY,
    "kind" TEXT NOT NULL,
    "title" TEXT NULL,
    "subject" TEXT NULL,
    "segment" TEXT NOT NULL,
    "region_code" TEXT NOT NULL,
    "agency" TEXT NULL,
    "bpjs_office_id" TEXT NULL,
    "local_number" TEXT NULL,
    "bpjs_number" TEXT NULL,
    "scope" TEXT NOT NULL,
    "legal_basis" TEXT NOT NULL,
    "effective_from" TEXT NULL,
    "effective_until" TEXT NULL,
    "open_ended" INTEGER NOT NULL,
    "term_text" TEXT NULL,
    "coverage_from" TEXT NULL,
    "renewal_notice_months" INTEGER NULL,
    "predecessor_id" TEXT NULL,
    "needs_review" INTEGER NOT NULL,
    "owner" TEXT NULL,
    "notes" TEXT NULL,
    "version" INTEGER NOT NULL,
    "lifecycle" TEXT NOT NULL,
    "time_zone" TEXT NOT NULL,
    "signed_on" TEXT NULL,
    "submitted_by" TEXT NULL,
    "source" TEXT NULL,
    "created_at" TEXT NOT NULL,
    "updated_at" TEXT NOT NULL,
    "bpjs_number_identity" TEXT NULL,
    "bpjs_number_key" TEXT NULL,
    "ends_order" TEXT NOT NULL,
    "local_number_identity" TEXT NULL,
    "local_number_key" TEXT NULL,
    "title_key" TEXT NOT NULL,
    "signatures" TEXT NOT NULL,
    "dprd_approved_on" TEXT NULL,
    "dprd_number" TEXT NULL,
    "dprd_required" INTEGER NOT NULL,
    "termination_effective_on" TEXT NULL,
    "termination_ground" TEXT NULL,
    "termination_reason" TEXT NULL,
    CONSTRAINT "fk_agreements_agreements_predecessor_id" FOREIGN KEY ("predecessor_id") REFERENCES "agreements" ("id") ON DELETE RESTRICT,
    CONSTRAINT "fk_agreements_bpjs_offices_bpjs_office_id" FOREIGN KEY ("bpjs_office_id") REFERENCES "bpjs_offices" ("id") ON DELETE RESTRICT
);

CREATE TABLE "bpjs_office_catchments" (
    "office_id" TEXT NOT NULL,
    "region_code" TEXT NOT NULL,
    CONSTRAINT "pk_bpjs_office_catchments" PRIMARY KEY ("office_id", "region_code"),
    CONSTRAINT "fk_bpjs_office_catchments_bpjs_offices_office_id" FOREIGN KEY ("office_id") REFERENCES "bpjs_offices" ("id") ON DELETE CASCADE
);

CREATE TABLE "agreement_history" (
    "agreement_id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "at" TEXT NOT NULL,
    "by" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "from" TEXT NULL,
    "to" TEXT NULL,
    "reason" TEXT NULL,
    "changes" TEXT NOT NULL,
    CONSTRAINT "pk_agreement_history" PRIMARY KEY ("agreement_id", "version"),
    CONSTRAINT "fk_agreement_history_agreements_agreement_id" FOREIGN KEY ("agreement_id") REFERENCES "agreements" ("id") ON DELETE CASCADE
);

CREATE TABLE "agreement_search" (
    "row" INTEGER NOT NULL CONSTRAINT "pk_agreement_search" PRIMARY KEY AUTOINCREMENT,
    "agreement_id" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    CONSTRAINT "fk_agreement_search_agreements_agreement_id" FOREIGN KEY ("agreement_id") REFERENCES "agreements" ("id") ON DELETE CASCADE
);

CREATE UNIQUE INDEX "ix_agreement_search_agreement_id" ON "agreement_search" ("agreement_id");

CREATE INDEX "ix_agreements_bpjs_number_key" ON "agreements" ("bpjs_number_key");

CREATE INDEX "ix_agreements_bpjs_office_id_ends_order_id" ON "agreements" ("bpjs_office_id", "ends_order", "id");

CREATE INDEX "ix_agreements_ends_order_id" ON "agreements" ("ends_order", "id");

CREATE UNIQUE INDEX "ix_agreements_kind_bpjs_number_identity" ON "agreements" ("kind", "bpjs_number_identity");

CREATE UNIQUE INDEX "ix_agreements_kind_region_code_local_number_identity" ON "agreements" ("kind", "region_code", "local_number_identity");

CREATE INDEX "ix_agreements_lifecycle_ends_order_id" ON "agreements" ("lifecycle", "ends_order", "id");

CREATE INDEX "ix_agreements_local_number_key" ON "agreements" ("local_number_key");

CREATE INDEX "ix_agreements_needs_review_ends_order_id" ON "agreements" ("needs_review", "ends_order", "id");

CREATE INDEX "ix_agreements_owner_ends_order_id" ON "agreements" ("owner", "ends_order", "id");

CREATE INDEX "ix_agreements_predecessor_id" ON "agreements" ("predecessor_id");

CREATE INDEX "ix_agreements_region_code_lifecycle_ends_order_id" ON "agreements" ("region_code", "lifecycle", "ends_order", "id");

CREATE INDEX "ix_agreements_title_key_id" ON "agreements" ("title_key", "id");

CREATE INDEX "ix_agreements_updated_at_id" ON "agreements" ("updated_at", "id");

CREATE INDEX "ix_bpjs_office_catchments_region_code" ON "bpjs_office_catchments" ("region_code");

CREATE UNIQUE INDEX "ix_bpjs_offices_kind_name" ON "bpjs_offices" ("kind", "name");

CREATE INDEX "ix_bpjs_offices_name_id" ON "bpjs_offices" ("name", "id");

CREATE INDEX "ix_bpjs_offices_parent_id" ON "bpjs_offices" ("parent_id");

CREATE INDEX "ix_idempotency_records_at" ON "idempotency_records" ("at");

CREATE VIRTUAL TABLE agreement_fts USING fts5(text, content='agreement_search', content_rowid='row', tokenize='trigram');

CREATE TRIGGER agreement_search_added AFTER INSERT ON agreement_search BEGIN INSERT INTO agreement_fts(rowid, text) VALUES (new.row, new.text); END;

CREATE TRIGGER agreement_search_removed AFTER DELETE ON agreement_search BEGIN INSERT INTO agreement_fts(agreement_fts, rowid, text) VALUES ('delete', old.row, old.text); END;

CREATE TRIGGER agreement_search_changed AFTER UPDATE OF text ON agreement_search WHEN old.text <> new.text BEGIN INSERT INTO agreement_fts(agreement_fts, rowid, text) VALUES ('delete', old.row, old.text); INSERT INTO agreement_fts(rowid, text) VALUES (new.row, new.text); END;

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261121204138_Initial', '10.0.14');

DROP INDEX "ix_agreements_predecessor_id";

ALTER TABLE "agreements" ADD "cover_ends" TEXT NOT NULL DEFAULT '0001-01-01';

ALTER TABLE "agreements" ADD "notice_order" TEXT NOT NULL DEFAULT '0001-01-01';

ALTER TABLE "agreements" ADD "original_effective_until" TEXT NULL;

ALTER TABLE "agreements" ADD "original_open_ended" INTEGER NULL;

ALTER TABLE "agreements" ADD "participant_quota" INTEGER NULL;

ALTER TABLE "agreements" ADD "quota_order" INTEGER NOT NULL DEFAULT 0;

ALTER TABLE "agreements" ADD "signed" INTEGER NOT NULL DEFAULT 0;

CREATE TABLE "agreement_amendments" (
    "id" TEXT NOT NULL CONSTRAINT "pk_agreement_amendments" PRIMARY KEY,
    "agreement_id" TEXT NOT NULL,
    "region_code" TEXT NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "local_number" TEXT NULL,
    "bpjs_number" TEXT NULL,
    "signed_on" TEXT NOT NULL,
    "effective_on" TEXT NOT NULL,
    "summary" TEXT NOT NULL,
    "effective_until" TEXT NULL,
    "participant_quota" INTEGER NULL,
    "signatures" TEXT NOT NULL,
    "recorded_at" TEXT NOT NULL,
    "recorded_by" TEXT NOT NULL,
    "bpjs_number_identity" TEXT NULL,
    "local_number_identity" TEXT NULL,
    CONSTRAINT "fk_agreement_amendments_agreements_agreement_id" FOREIGN KEY ("agreement_id") REFERENCES "agreements" ("id") ON DELETE RESTRICT
);

UPDATE agreements SET
    signed = lifecycle IN ('signed', 'terminated'),
    quota_order = -1,
    cover_ends = CASE
        WHEN termination_effective_on IS NOT NULL AND (effective_until IS NULL OR effective_until >= termination_effective_on) THEN date(termination_effective_on, '-1 day')
        ELSE coalesce(effective_until, '9999-12-31') END,
    notice_order = CASE
        WHEN effective_until IS NULL OR renewal_notice_months IS NULL THEN '9999-12-31'
        ELSE min(
            date(effective_until, 'start of month', '-' || renewal_notice_months || ' months', '+' || (CAST(strftime('%d', effective_until) AS INTEGER) - 1) || ' days'),
            date(effective_until, 'start of month', printf('%+d months', 1 - renewal_notice_months), '-1 day')) END;

CREATE INDEX "ix_agreements_predecessor_id_signed_id" ON "agreements" ("predecessor_id", "signed", "id");

CREATE INDEX "ix_agreements_region_code_segment_signed_cover_ends" ON "agreements" ("region_code", "segment", "signed", "cover_ends");

CREATE INDEX "ix_agreements_signed_cover_ends_id" ON "agreements" ("signed", "cover_ends", "id");

CREATE INDEX "ix_agreements_signed_ends_order_id" ON "agreements" ("signed", "ends_order", "id");

CREATE UNIQUE INDEX "ix_agreement_amendments_agreement_id_ordinal" ON "agreement_amendments" ("agreement_id", "ordinal");

CREATE UNIQUE INDEX "ix_agreement_amendments_bpjs_number_identity" ON "agreement_amendments" ("bpjs_number_identity");

CREATE UNIQUE INDEX "ix_agreement_amendments_region_code_local_number_identity" ON "agreement_amendments" ("region_code", "local_number_identity");

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261122000950_StandingAndAmendments', '10.0.14');

DROP INDEX "ix_agreements_region_code_segment_signed_cover_ends";

ALTER TABLE "agreements" ADD "cover_begins" TEXT NOT NULL DEFAULT '0001-01-01';

ALTER TABLE "agreements" ADD "coverage_begins" TEXT NOT NULL DEFAULT '0001-01-01';

ALTER TABLE "agreements" ADD "terminated_order" TEXT NOT NULL DEFAULT '0001-01-01';

UPDATE agreements SET
    cover_begins = CASE
        WHEN effective_from > cover_ends THEN '9999-12-31'
        WHEN effective_from IS NULL AND coverage_from <= cover_ends THEN coverage_from
        ELSE coalesce(effective_from, cover_ends) END,
    coverage_begins = CASE
        WHEN effective_from > cover_ends OR coverage_from > cover_ends THEN '9999-12-31'
        WHEN coverage_from > effective_from THEN coverage_from
        ELSE coalesce(effective_from, coverage_from, cover_ends) END,
    terminated_order = coalesce(termination_effective_on, '9999-12-31');

CREATE INDEX "ix_agreements_covered_late" ON "agreements" ("signed", "cover_begins") WHERE cover_begins < coverage_begins;

CREATE INDEX "ix_agreements_line" ON "agreements" ("region_code", "segment", "signed", "cover_ends", "cover_begins", "coverage_begins", "quota_order", "time_zone", "terminated_order", "effective_from", "ends_order", "notice_order", "id");

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261122030218_CoverDays', '10.0.14');

CREATE TABLE "api_keys" (
    "id" TEXT NOT NULL CONSTRAINT "pk_api_keys" PRIMARY KEY,
    "name" TEXT NOT NULL,
    "owner" TEXT NOT NULL,
    "prefix" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "scopes" TEXT NOT NULL,
    "all_regions" INTEGER NOT NULL,
    "region_codes" TEXT NOT NULL,
    "bpjs_office_id" TEXT NULL,
    "created_at" TEXT NOT NULL,
    "created_by" TEXT NOT NULL,
    "expires_at" TEXT NULL,
    "revoked_at" TEXT NULL,
    "revoked_by" TEXT NULL,
    "version" INTEGER NOT NULL,
    CONSTRAINT "fk_api_keys_bpjs_offices_bpjs_office_id" FOREIGN KEY ("bpjs_office_id") REFERENCES "bpjs_offices" ("id") ON DELETE RESTRICT
);

CREATE INDEX "ix_api_keys_bpjs_office_id" ON "api_keys" ("bpjs_office_id");

CREATE INDEX "ix_api_keys_prefix" ON "api_keys" ("prefix");

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261122033025_Access', '10.0.14');

ALTER TABLE "api_keys" ADD "holder" TEXT NOT NULL DEFAULT '';

UPDATE api_keys SET holder = 'key:' || lower(id);

ALTER TABLE "agreements" ADD "submitted_by_holder" TEXT NULL;

CREATE TABLE "audit_entries" (
    "id" TEXT NOT NULL CONSTRAINT "pk_audit_entries" PRIMARY KEY,
    "at" TEXT NOT NULL,
    "by" TEXT NULL,
    "credential" TEXT NULL,
    "action" TEXT NOT NULL,
    "outcome" TEXT NOT NULL,
    "code" TEXT NULL,
    "subject_kind" TEXT NULL,
    "subject_id" TEXT NULL,
    "agreement_id" TEXT NULL,
    "region_code" TEXT NULL,
    "changes" TEXT NOT NULL,
    "trace_id" TEXT NULL,
    "sequence" INTEGER NULL,
    "hash" TEXT NULL
);

CREATE TABLE "audit_head" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_audit_head" PRIMARY KEY,
    "sequence" INTEGER NOT NULL,
    "hash" TEXT NOT NULL
);

CREATE INDEX "ix_audit_entries_agreement_id_at_id" ON "audit_entries" ("agreement_id", "at", "id");

CREATE INDEX "ix_audit_entries_at_id" ON "audit_entries" ("at", "id");

CREATE INDEX "ix_audit_entries_by_at_id" ON "audit_entries" ("by", "at", "id");

CREATE INDEX "ix_audit_entries_region_code_at_id" ON "audit_entries" ("region_code", "at", "id");

CREATE UNIQUE INDEX "ix_audit_entries_sequence" ON "audit_entries" ("sequence");

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261126131828_Audit', '10.0.14');

ALTER TABLE "agreements" ADD "has_documents" INTEGER NOT NULL DEFAULT 0;

ALTER TABLE "agreements" ADD "has_signed_scan" INTEGER NOT NULL DEFAULT 0;

CREATE TABLE "documents" (
    "id" TEXT NOT NULL CONSTRAINT "pk_documents" PRIMARY KEY,
    "agreement_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "title" TEXT NULL,
    "version" INTEGER NOT NULL,
    "created_at" TEXT NOT NULL,
    "created_by" TEXT NOT NULL,
    "updated_at" TEXT NOT NULL,
    CONSTRAINT "fk_documents_agreements_agreement_id" FOREIGN KEY ("agreement_id") REFERENCES "agreements" ("id") ON DELETE RESTRICT
);

CREATE TABLE "document_versions" (
    "id" TEXT NOT NULL CONSTRAINT "pk_document_versions" PRIMARY KEY,
    "document_id" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "agreement_id" TEXT NOT NULL,
    "agreement_version" INTEGER NOT NULL,
    "file_name" TEXT NOT NULL,
    "media_type" TEXT NOT NULL,
    "size" INTEGER NOT NULL,
    "sha256" TEXT NOT NULL,
    "uploaded_at" TEXT NOT NULL,
    "uploaded_by" TEXT NOT NULL,
    CONSTRAINT "fk_document_versions_documents_document_id" FOREIGN KEY ("document_id") REFERENCES "documents" ("id") ON DELETE RESTRICT
);

CREATE INDEX "ix_document_versions_agreement_id_agreement_version_id" ON "document_versions" ("agreement_id", "agreement_version", "id");

CREATE UNIQUE INDEX "ix_document_versions_document_id_number" ON "document_versions" ("document_id", "number");

CREATE INDEX "ix_documents_agreement_id_id" ON "documents" ("agreement_id", "id");

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261126143156_Documents', '10.0.14');

DROP INDEX "ix_agreements_line";

ALTER TABLE "agreements" ADD "renewal_id" TEXT NULL;

CREATE TABLE "deadlines" (
    "id" TEXT NOT NULL CONSTRAINT "pk_deadlines" PRIMARY KEY,
    "version" INTEGER NOT NULL,
    "key" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "due_on" TEXT NOT NULL,
    "agreement_id" TEXT NULL,
    "renewal_id" TEXT NULL,
    "stage" TEXT NULL,
    "meeting_id" TEXT NULL,
    "follow_up_id" TEXT NULL,
    "region_code" TEXT NOT NULL,
    "time_zone" TEXT NOT NULL,
    "owner" TEXT NULL,
    "about" TEXT NULL,
    "closed_as" TEXT NULL,
    "opened_at" TEXT NOT NULL,
    "closed_at" TEXT NULL,
    "updated_at" TEXT NOT NULL,
    "acknowledged_at" TEXT NULL,
    "acknowledged_by" TEXT NULL,
    "acknowledgement_note" TEXT NULL,
    "acknowledged_until" TEXT NULL,
    CONSTRAINT "fk_deadlines_agreements_agreement_id" FOREIGN KEY ("agreement_id") REFERENCES "agreements" ("id") ON DELETE SET NULL
);

CREATE TABLE "holiday_corrections" (
    "id" TEXT NOT NULL CONSTRAINT "pk_holiday_corrections" PRIMARY KEY,
    "day" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "name" TEXT NULL,
    "kind" TEXT NOT NULL,
    "is_provisional" INTEGER NOT NULL,
    "source" TEXT NULL,
    "updated_at" TEXT NOT NULL
);

CREATE TABLE "meetings" (
    "id" TEXT NOT NULL CONSTRAINT "pk_meetings" PRIMARY KEY,
    "version" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "region_code" TEXT NOT NULL,
    "time_zone" TEXT NOT NULL,
    "held_on" TEXT NOT NULL,
    "title" TEXT NULL,
    "place" TEXT NULL,
    "chair" TEXT NULL,
    "attendees" TEXT NOT NULL,
    "agenda" TEXT NOT NULL,
    "decisions" TEXT NOT NULL,
    "follow_ups" TEXT NOT NULL,
    "source" TEXT NULL,
    "created_at" TEXT NOT NULL,
    "updated_at" TEXT NOT NULL
);

CREATE TABLE "renewals" (
    "id" TEXT NOT NULL CONSTRAINT "pk_renewals" PRIMARY KEY,
    "version" INTEGER NOT NULL,
    "agreement_id" TEXT NOT NULL,
    "region_code" TEXT NOT NULL,
    "time_zone" TEXT NOT NULL,
    "owner" TEXT NULL,
    "state" TEXT NOT NULL,
    "opened_on" TEXT NOT NULL,
    "opened_at" TEXT NOT NULL,
    "opened_by" TEXT NOT NULL,
    "updated_at" TEXT NOT NULL,
    "due_on" TEXT NOT NULL,
    "successor_id" TEXT NULL,
    "notice_sent_on" TEXT NULL,
    "stages" TEXT NOT NULL,
    "closed_at" TEXT NULL,
    "closed_by" TEXT NULL,
    "outcome" TEXT NULL,
    "closing_reason" TEXT NULL,
    CONSTRAINT "fk_renewals_agreements_agreement_id" FOREIGN KEY ("agreement_id") REFERENCES "agreements" ("id") ON DELETE RESTRICT,
    CONSTRAINT "fk_renewals_agreements_successor_id" FOREIGN KEY ("successor_id") REFERENCES "agreements" ("id") ON DELETE SET NULL
);

CREATE TABLE "deadline_acknowledgements" (
    "id" TEXT NOT NULL CONSTRAINT "pk_deadline_acknowledgements" PRIMARY KEY,
    "deadline_id" TEXT NOT NULL,
    "agreement_id" TEXT NULL,
    "region_code" TEXT NOT NULL,
    "note" TEXT NOT NULL,
    "until" TEXT NOT NULL,
    "at" TEXT NOT NULL,
    "by" TEXT NOT NULL,
    CONSTRAINT "fk_deadline_acknowledgements_deadlines_deadline_id" FOREIGN KEY ("deadline_id") REFERENCES "deadlines" ("id") ON DELETE RESTRICT
);

CREATE TABLE "meeting_agreements" (
    "meeting_id" TEXT NOT NULL,
    "agreement_id" TEXT NOT NULL,
    CONSTRAINT "pk_meeting_agreements" PRIMARY KEY ("meeting_id", "agreement_id"),
    CONSTRAINT "fk_meeting_agreements_agreements_agreement_id" FOREIGN KEY ("agreement_id") REFERENCES "agreements" ("id") ON DELETE RESTRICT,
    CONSTRAINT "fk_meeting_agreements_meetings_meeting_id" FOREIGN KEY ("meeting_id") REFERENCES "meetings" ("id") ON DELETE CASCADE
);

CREATE TABLE "meeting_renewals" (
    "meeting_id" TEXT NOT NULL,
    "renewal_id" TEXT NOT NULL,
    CONSTRAINT "pk_meeting_renewals" PRIMARY KEY ("meeting_id", "renewal_id"),
    CONSTRAINT "fk_meeting_renewals_meetings_meeting_id" FOREIGN KEY ("meeting_id") REFERENCES "meetings" ("id") ON DELETE CASCADE,
    CONSTRAINT "fk_meeting_renewals_renewals_renewal_id" FOREIGN KEY ("renewal_id") REFERENCES "renewals" ("id") ON DELETE RESTRICT
);

CREATE TABLE "renewal_entries" (
    "id" TEXT NOT NULL CONSTRAINT "pk_renewal_entries" PRIMARY KEY,
    "renewal_id" TEXT NOT NULL,
    "agreement_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "occurred_on" TEXT NOT NULL,
    "summary" TEXT NOT NULL,
    "meeting_id" TEXT NULL,
    "completes_stage" TEXT NULL,
    "recorded_at" TEXT NOT NULL,
    "recorded_by" TEXT NOT NULL,
    CONSTRAINT "fk_renewal_entries_meetings_meeting_id" FOREIGN KEY ("meeting_id") REFERENCES "meetings" ("id") ON DELETE RESTRICT,
    CONSTRAINT "fk_renewal_entries_renewals_renewal_id" FOREIGN KEY ("renewal_id") REFERENCES "renewals" ("id") ON DELETE RESTRICT
);

CREATE INDEX "ix_agreements_line" ON "agreements" ("region_code", "segment", "signed", "cover_ends", "cover_begins", "coverage_begins", "quota_order", "time_zone", "terminated_order", "effective_from", "ends_order", "notice_order", "renewal_id", "id");

CREATE INDEX "ix_deadline_acknowledgements_deadline_id" ON "deadline_acknowledgements" ("deadline_id");

CREATE INDEX "ix_deadlines_agreement_id_due_on_id" ON "deadlines" ("agreement_id", "due_on", "id");

CREATE INDEX "ix_deadlines_closed_due" ON "deadlines" ("due_on", "id") WHERE closed_as IS NOT NULL;

CREATE UNIQUE INDEX "ix_deadlines_live" ON "deadlines" ("key") WHERE closed_as IS NULL;

CREATE INDEX "ix_deadlines_live_due" ON "deadlines" ("due_on", "id") WHERE closed_as IS NULL;

CREATE INDEX "ix_deadlines_live_kind" ON "deadlines" ("kind", "due_on", "id") WHERE closed_as IS NULL;

CREATE INDEX "ix_deadlines_live_owner" ON "deadlines" ("owner", "due_on", "id") WHERE closed_as IS NULL;

CREATE INDEX "ix_deadlines_live_region" ON "deadlines" ("region_code", "due_on", "id") WHERE closed_as IS NULL;

CREATE INDEX "ix_deadlines_meeting_id" ON "deadlines" ("meeting_id");

CREATE UNIQUE INDEX "ix_holiday_corrections_day" ON "holiday_corrections" ("day");

CREATE INDEX "ix_meeting_agreements_agreement_id" ON "meeting_agreements" ("agreement_id");

CREATE INDEX "ix_meeting_renewals_renewal_id" ON "meeting_renewals" ("renewal_id");

CREATE INDEX "ix_meetings_held_on_id" ON "meetings" ("held_on", "id");

CREATE INDEX "ix_meetings_kind_held_on_id" ON "meetings" ("kind", "held_on", "id");

CREATE INDEX "ix_meetings_region_code_held_on_id" ON "meetings" ("region_code", "held_on", "id");

CREATE INDEX "ix_renewal_entries_meeting_id" ON "renewal_entries" ("meeting_id");

CREATE INDEX "ix_renewal_entries_renewal_id_id" ON "renewal_entries" ("renewal_id", "id");

CREATE INDEX "ix_renewals_agreement_id_due_on_id" ON "renewals" ("agreement_id", "due_on", "id");

CREATE INDEX "ix_renewals_due_on_id" ON "renewals" ("due_on", "id");

CREATE UNIQUE INDEX "ix_renewals_open" ON "renewals" ("agreement_id") WHERE state = 'open';

CREATE INDEX "ix_renewals_owner_state_due_on_id" ON "renewals" ("owner", "state", "due_on", "id");

CREATE INDEX "ix_renewals_region_code_state_due_on_id" ON "renewals" ("region_code", "state", "due_on", "id");

CREATE INDEX "ix_renewals_state_due_on_id" ON "renewals" ("state", "due_on", "id");

CREATE INDEX "ix_renewals_successor_id" ON "renewals" ("successor_id");

INSERT INTO imported_records (source, key, record_id, at)
SELECT 'deadlines', 'to-open', '00000000-0000-0000-0000-000000000000', strftime('%Y-%m-%dT%H:%M:%fZ','now')
WHERE EXISTS (SELECT 1 FROM agreements WHERE signed);

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261126174721_Renewals', '10.0.14');

ALTER TABLE "deadlines" ADD "activity_id" TEXT NULL;

ALTER TABLE "deadlines" ADD "work_plan_id" TEXT NULL;

ALTER TABLE "deadlines" ADD "year" INTEGER NULL;

ALTER TABLE "agreements" ADD "activation_mode" TEXT NULL;

ALTER TABLE "agreements" ADD "has_work_plans" INTEGER NOT NULL DEFAULT 0;

ALTER TABLE "agreements" ADD "participants_handed_over_on" TEXT NULL;

CREATE TABLE "contribution_rates" (
    "id" TEXT NOT NULL CONSTRAINT "pk_contribution_rates" PRIMARY KEY,
    "valid_from" TEXT NOT NULL,
    "per_person_month" INTEGER NOT NULL,
    "participant_share" INTEGER NOT NULL,
    "central_share" INTEGER NOT NULL,
    "local_share" INTEGER NOT NULL,
    "legal_basis" TEXT NOT NULL,
    "recorded_at" TEXT NOT NULL,
    "recorded_by" TEXT NOT NULL
);

CREATE TABLE "coverage_snapshots" (
    "id" TEXT NOT NULL CONSTRAINT "pk_coverage_snapshots" PRIMARY KEY,
    "region_code" TEXT NOT NULL,
    "as_of" TEXT NOT NULL,
    "revision" INTEGER NOT NULL,
    "population" INTEGER NULL,
    "members" INTEGER NULL,
    "active_members" INTEGER NULL,
    "arrears_amount" INTEGER NULL,
    "coverage_percent_printed" INTEGER NULL,
    "active_percent_printed" INTEGER NULL,
    "source" TEXT NOT NULL,
    "recorded_at" TEXT NOT NULL,
    "recorded_by" TEXT NOT NULL
);

CREATE TABLE "region_activations" (
    "id" TEXT NOT NULL CONSTRAINT "pk_region_activations" PRIMARY KEY,
    "region_code" TEXT NOT NULL,
    "mode" TEXT NOT NULL,
    "valid_from" TEXT NOT NULL,
    "revision" INTEGER NOT NULL,
    "source" TEXT NOT NULL,
    "recorded_at" TEXT NOT NULL,
    "recorded_by" TEXT NOT NULL
);

CREATE TABLE "uhc_policies" (
    "id" TEXT NOT NULL CONSTRAINT "pk_uhc_policies" PRIMARY KEY,
    "valid_from" TEXT NOT NULL,
    "coverage_above" INTEGER NOT NULL,
    "active_above" INTEGER NULL,
    "strict" INTEGER NOT NULL,
    "requires_no_arrears" INTEGER NOT NULL,
    "source" TEXT NOT NULL,
    "added_at" TEXT NOT NULL,
    "added_by" TEXT NOT NULL
);

CREATE TABLE "work_plans" (
    "id" TEXT NOT NULL CONSTRAINT "pk_work_plans" PRIMARY KEY,
    "version" INTEGER NOT NULL,
    "agreement_id" TEXT NOT NULL,
    "region_code" TEXT NOT NULL,
    "time_zone" TEXT NOT NULL,
    "year" INTEGER NOT NULL,
    "status" TEXT NOT NULL,
    "local_number" TEXT NULL,
    "bpjs_number" TEXT NULL,
    "period_from" TEXT NOT NULL,
    "budget_account_code" TEXT NULL,
    "participants_registered" INTEGER NULL,
    "needs_review" INTEGER NOT NULL,
    "notes" TEXT NULL,
    "submitted_by" TEXT NULL,
    "submitted_by_holder" TEXT NULL,
    "signed_on" TEXT NULL,
    "source" TEXT NULL,
    "created_at" TEXT NOT NULL,
    "updated_at" TEXT NOT NULL,
    "bpjs_number_identity" TEXT NULL,
    "local_number_identity" TEXT NULL,
    "signatures" TEXT NOT NULL,
    "terms" TEXT NOT NULL,
    CONSTRAINT "fk_work_plans_agreements_agreement_id" FOREIGN KEY ("agreement_id") REFERENCES "agreements" ("id") ON DELETE RESTRICT
);

CREATE TABLE "activities" (
    "id" TEXT NOT NULL CONSTRAINT "pk_activities" PRIMARY KEY,
    "version" INTEGER NOT NULL,
    "work_plan_id" TEXT NOT NULL,
    "agreement_id" TEXT NOT NULL,
    "region_code" TEXT NOT NULL,
    "time_zone" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "objective" TEXT NULL,
    "indicator" TEXT NULL,
    "target_value" TEXT NULL,
    "target_unit" TEXT NULL,
    "starts_on" TEXT NOT NULL,
    "ends_on" TEXT NOT NULL,
    "responsible_party" TEXT NOT NULL,
    "responsible_unit" TEXT NULL,
    "funding_source" TEXT NULL,
    "budget_amount" INTEGER NULL,
    "spent_amount" INTEGER NOT NULL,
    "completed_on" TEXT NULL,
    "done_share" INTEGER NOT NULL,
    "is_done" INTEGER NOT NULL,
    "created_at" TEXT NOT NULL,
    "updated_at" TEXT NOT NULL,
    "quarters" TEXT NOT NULL,
    CONSTRAINT "fk_activities_work_plans_work_plan_id" FOREIGN KEY ("work_plan_id") REFERENCES "work_plans" ("id") ON DELETE CASCADE
);

CREATE TABLE "work_plan_addenda" (
    "id" TEXT NOT NULL CONSTRAINT "pk_work_plan_addenda" PRIMARY KEY,
    "work_plan_id" TEXT NOT NULL,
    "agreement_id" TEXT NOT NULL,
    "region_code" TEXT NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "local_number" TEXT NULL,
    "bpjs_number" TEXT NULL,
    "signed_on" TEXT NOT NULL,
    "summary" TEXT NOT NULL,
    "effective_on" TEXT NOT NULL,
    "period_until" TEXT NULL,
    "participant_quota" INTEGER NULL,
    "quota_growth_per_month" INTEGER NULL,
    "contribution_per_person_month" INTEGER NULL,
    "budget_amount" INTEGER NULL,
    "signatures" TEXT NOT NULL,
    "recorded_at" TEXT NOT NULL,
    "recorded_by" TEXT NOT NULL,
    "bpjs_number_identity" TEXT NULL,
    "local_number_identity" TEXT NULL,
    CONSTRAINT "fk_work_plan_addenda_work_plans_work_plan_id" FOREIGN KEY ("work_plan_id") REFERENCES "work_plans" ("id") ON DELETE RESTRICT
);

CREATE TABLE "work_plan_history" (
    "work_plan_id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "at" TEXT NOT NULL,
    "by" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "from" TEXT NULL,
    "to" TEXT NULL,
    "reason" TEXT NULL,
    "changes" TEXT NOT NULL,
    CONSTRAINT "pk_work_plan_history" PRIMARY KEY ("work_plan_id", "version"),
    CONSTRAINT "fk_work_plan_history_work_plans_work_plan_id" FOREIGN KEY ("work_plan_id") REFERENCES "work_plans" ("id") ON DELETE CASCADE
);

CREATE TABLE "activity_progress" (
    "id" TEXT NOT NULL CONSTRAINT "pk_activity_progress" PRIMARY KEY,
    "activity_id" TEXT NOT NULL,
    "agreement_id" TEXT NOT NULL,
    "region_code" TEXT NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "reported_on" TEXT NOT NULL,
    "realised_value" TEXT NOT NULL,
    "spent_amount" INTEGER NOT NULL,
    "note" TEXT NULL,
    "completed" INTEGER NULL,
    "corrects_id" TEXT NULL,
    "recorded_at" TEXT NOT NULL,
    "recorded_by" TEXT NOT NULL,
    CONSTRAINT "fk_activity_progress_activities_activity_id" FOREIGN KEY ("activity_id") REFERENCES "activities" ("id") ON DELETE RESTRICT
);

CREATE INDEX "ix_activities_work_plan_id_ends_on_id" ON "activities" ("work_plan_id", "ends_on", "id");

CREATE UNIQUE INDEX "ix_activity_progress_activity_id_ordinal" ON "activity_progress" ("activity_id", "ordinal");

CREATE UNIQUE INDEX "ix_contribution_rates_valid_from" ON "contribution_rates" ("valid_from");

CREATE UNIQUE INDEX "ix_coverage_snapshots_region_code_as_of_revision" ON "coverage_snapshots" ("region_code", "as_of", "revision");

CREATE UNIQUE INDEX "ix_region_activations_region_code_valid_from_revision" ON "region_activations" ("region_code", "valid_from", "revision");

CREATE UNIQUE INDEX "ix_uhc_policies_valid_from" ON "uhc_policies" ("valid_from");

CREATE UNIQUE INDEX "ix_work_plan_addenda_bpjs_number_identity" ON "work_plan_addenda" ("bpjs_number_identity");

CREATE UNIQUE INDEX "ix_work_plan_addenda_region_code_local_number_identity" ON "work_plan_addenda" ("region_code", "local_number_identity");

CREATE UNIQUE INDEX "ix_work_plan_addenda_work_plan_id_ordinal" ON "work_plan_addenda" ("work_plan_id", "ordinal");

CREATE INDEX "ix_work_plans_agreement_id_year_id" ON "work_plans" ("agreement_id", "year", "id");

CREATE UNIQUE INDEX "ix_work_plans_bpjs_number_identity" ON "work_plans" ("bpjs_number_identity");

CREATE UNIQUE INDEX "ix_work_plans_region_code_local_number_identity" ON "work_plans" ("region_code", "local_number_identity");

CREATE INDEX "ix_work_plans_region_code_year_id" ON "work_plans" ("region_code", "year", "id");

CREATE INDEX "ix_work_plans_status_year_id" ON "work_plans" ("status", "year", "id");

CREATE UNIQUE INDEX "ix_work_plans_year" ON "work_plans" ("agreement_id", "year") WHERE status <> 'cancelled';

CREATE INDEX "ix_work_plans_year_agreement_id_status" ON "work_plans" ("year", "agreement_id", "status");

CREATE INDEX "ix_work_plans_year_id" ON "work_plans" ("year", "id");

INSERT INTO imported_records (source, key, record_id, at)
SELECT 'deadlines', 'to-open', '00000000-0000-0000-0000-000000000000', strftime('%Y-%m-%dT%H:%M:%fZ','now')
WHERE EXISTS (SELECT 1 FROM agreements WHERE signed)
ON CONFLICT DO NOTHING;

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261127000917_WorkPlansAndCoverage', '10.0.14');

ALTER TABLE "deadlines" ADD "remind_not_before" TEXT NULL;

ALTER TABLE "deadlines" ADD "remind_on" TEXT NULL;

ALTER TABLE "deadlines" ADD "reminded_offset" INTEGER NULL;

ALTER TABLE "deadlines" ADD "reminders_held" INTEGER NOT NULL DEFAULT 0;

CREATE TABLE "region_contacts" (
    "id" TEXT NOT NULL CONSTRAINT "pk_region_contacts" PRIMARY KEY,
    "region_code" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "contacts" TEXT NOT NULL,
    "updated_at" TEXT NULL,
    "updated_by" TEXT NULL
);

CREATE TABLE "reminder_rules" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_reminder_rules" PRIMARY KEY,
    "version" INTEGER NOT NULL,
    "updated_at" TEXT NULL,
    "updated_by" TEXT NULL
);

CREATE TABLE "reminder_rungs" (
    "kind" TEXT NOT NULL,
    "offset" INTEGER NOT NULL,
    CONSTRAINT "pk_reminder_rungs" PRIMARY KEY ("kind", "offset")
);

CREATE TABLE "reminder_workers" (
    "name" TEXT NOT NULL CONSTRAINT "pk_reminder_workers" PRIMARY KEY,
    "last_claim_at" TEXT NOT NULL,
    "last_claimed" INTEGER NOT NULL
);

CREATE TABLE "reminders" (
    "id" TEXT NOT NULL CONSTRAINT "pk_reminders" PRIMARY KEY,
    "version" INTEGER NOT NULL,
    "deadline_id" TEXT NOT NULL,
    "agreement_id" TEXT NULL,
    "region_code" TEXT NOT NULL,
    "time_zone" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "due_on" TEXT NOT NULL,
    "offset" INTEGER NOT NULL,
    "fire_on" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "claim" TEXT NULL,
    "worker" TEXT NULL,
    "lease_until" TEXT NULL,
    "attempts" INTEGER NOT NULL,
    "failures" INTEGER NOT NULL,
    "retry_at" TEXT NULL,
    "delivered_at" TEXT NULL,
    "first_claimed_at" TEXT NULL,
    "updated_at" TEXT NOT NULL,
    CONSTRAINT "fk_reminders_deadlines_deadline_id" FOREIGN KEY ("deadline_id") REFERENCES "deadlines" ("id") ON DELETE RESTRICT
);

CREATE TABLE "reminder_attempts" (
    "id" TEXT NOT NULL CONSTRAINT "pk_reminder_attempts" PRIMARY KEY,
    "reminder_id" TEXT NOT NULL,
    "claim" TEXT NOT NULL,
    "worker" TEXT NOT NULL,
    "claimed_at" TEXT NOT NULL,
    "lease_until" TEXT NOT NULL,
    "outcome" TEXT NULL,
    "channel" TEXT NULL,
    "detail" TEXT NULL,
    "reported_at" TEXT NULL,
    CONSTRAINT "fk_reminder_attempts_reminders_reminder_id" FOREIGN KEY ("reminder_id") REFERENCES "reminders" ("id") ON DELETE RESTRICT
);

INSERT INTO "reminder_rules" ("id", "updated_at", "updated_by", "version")
VALUES (1, NULL, NULL, 1);
SELECT changes();


INSERT INTO "reminder_rungs" ("kind", "offset")
VALUES ('activity', 0);
SELECT changes();

INSERT INTO "reminder_rungs" ("kind", "offset")
VALUES ('activity', 1);
SELECT changes();

INSERT INTO "reminder_rungs" ("kind", "offset")
VALUES ('activity', 7);
SELECT changes();

INSERT INTO "reminder_rungs" ("kind", "offset")
VALUES ('activity', 14);
SELECT changes();

INSERT INTO "reminder_rungs" ("kind", "offset")
VALUES ('expiry', 0);
SELECT changes();

INSERT INTO "reminder_rungs" ("kind", "offset")
VALUES ('expiry', 1);
SELECT changes();

INSERT INTO "reminder_rungs" ("kind", "offset")
VALUES ('expiry', 7);
SELECT changes();

INSERT INTO "reminder_rungs" ("kind", "offset")
VALUES ('expiry', 14);
SELECT changes();

INSERT INTO "reminder_rungs" ("kind", "offset")
VALUES ('expiry', 30);
SELECT changes();

INSERT INTO "reminder_rungs" ("kind", "offset")
VALUES ('expiry', 60);
SELECT changes();

INSERT INTO "reminder_rungs" ("kind", "offset")
VALUES ('expiry', 90);
SELECT changes();

INSERT INTO "reminder_rungs" ("kind", "offset")
VALUES ('expiry', 180);
SELECT changes();

INSERT INTO "reminder_rungs" ("kind", "offset")
VALUES ('followUp', 0);
SELECT changes();

INSERT INTO "reminder_rungs" ("kind", "offset")
VALUES ('followUp', 1);
SELECT changes();

INSERT INTO "reminder_rungs" ("kind", "offset")
VALUES ('followUp', 7);
SELECT changes();

INSERT INTO "reminder_rungs" ("kind", "offset")
VALUES ('renewalNotice', 0);
SELECT changes();

INSERT INTO "reminder_rungs" ("kind", "offset")
VALUES ('renewalNotice', 1);
SELECT changes();

INSERT INTO "reminder_rungs" ("kind", "offset")
VALUES ('renewalNotice', 7);
SELECT changes();

INSERT INTO "reminder_rungs" ("kind", "offset")
VALUES ('renewalNotice', 14);
SELECT changes();

INSERT INTO "reminder_rungs" ("kind", "offset")
VALUES ('renewalNotice', 30);
SELECT changes();

INSERT INTO "reminder_rungs" ("kind", "offset")
VALUES ('renewalNotice', 60);
SELECT changes();

INSERT INTO "reminder_rungs" ("kind", "offset")
VALUES ('renewalStage', 0);
SELECT changes();

INSERT INTO "reminder_rungs" ("kind", "offset")
VALUES ('renewalStage', 1);
SELECT changes();

INSERT INTO "reminder_rungs" ("kind", "offset")
VALUES ('renewalStage', 7);
SELECT changes();

INSERT INTO "reminder_rungs" ("kind", "offset")
VALUES ('renewalStage', 14);
SELECT changes();

INSERT INTO "reminder_rungs" ("kind", "offset")
VALUES ('workPlan', 0);
SELECT changes();

INSERT INTO "reminder_rungs" ("kind", "offset")
VALUES ('workPlan', 1);
SELECT changes();

INSERT INTO "reminder_rungs" ("kind", "offset")
VALUES ('workPlan', 7);
SELECT changes();

INSERT INTO "reminder_rungs" ("kind", "offset")
VALUES ('workPlan', 14);
SELECT changes();

INSERT INTO "reminder_rungs" ("kind", "offset")
VALUES ('workPlan', 30);
SELECT changes();

INSERT INTO "reminder_rungs" ("kind", "offset")
VALUES ('workPlan', 60);
SELECT changes();

INSERT INTO "reminder_rungs" ("kind", "offset")
VALUES ('workPlan', 90);
SELECT changes();


CREATE INDEX "ix_deadlines_to_remind" ON "deadlines" ("remind_on", "id") WHERE closed_as IS NULL AND remind_on IS NOT NULL AND NOT reminders_held;

CREATE INDEX "ix_deadlines_to_remind_region" ON "deadlines" ("region_code", "remind_on", "id") WHERE closed_as IS NULL AND remind_on IS NOT NULL AND NOT reminders_held;

CREATE UNIQUE INDEX "ix_region_contacts_region_code" ON "region_contacts" ("region_code");

CREATE UNIQUE INDEX "ix_reminder_attempts_reminder_id_claim" ON "reminder_attempts" ("reminder_id", "claim");

CREATE INDEX "ix_reminder_workers_last_claim_at" ON "reminder_workers" ("last_claim_at");

CREATE INDEX "ix_reminders_agreement_id_fire_on_id" ON "reminders" ("agreement_id", "fire_on", "id");

CREATE INDEX "ix_reminders_delivered_at" ON "reminders" ("delivered_at");

CREATE INDEX "ix_reminders_given_up" ON "reminders" ("region_code") WHERE state = 'failed' AND retry_at IS NULL;

CREATE INDEX "ix_reminders_region_code_delivered_at" ON "reminders" ("region_code", "delivered_at");

CREATE INDEX "ix_reminders_region_code_state_fire_on_id" ON "reminders" ("region_code", "state", "fire_on", "id");

CREATE UNIQUE INDEX "ix_reminders_rung" ON "reminders" ("deadline_id", "due_on", "offset", "channel");

CREATE INDEX "ix_reminders_state_fire_on_id" ON "reminders" ("state", "fire_on", "id");

UPDATE deadlines SET remind_on = CASE
    WHEN acknowledged_until >= due_on THEN NULL
    WHEN acknowledged_until IS NULL THEN date(due_on, '-' || (SELECT max(r."offset") FROM reminder_rungs AS r WHERE r.kind = deadlines.kind) || ' days')
    ELSE max(date(due_on, '-' || (SELECT max(r."offset") FROM reminder_rungs AS r WHERE r.kind = deadlines.kind) || ' days'), date(acknowledged_until, '+1 day')) END
WHERE closed_as IS NULL;
UPDATE deadlines SET reminders_held = 1
WHERE closed_as IS NULL AND meeting_id IS NULL AND (
    agreement_id IN (SELECT a.id FROM agreements AS a WHERE a.needs_review)
    OR work_plan_id IN (SELECT p.id FROM work_plans AS p WHERE p.needs_review));

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261127045419_Reminders', '10.0.14');

CREATE TABLE "feed_events" (
    "entry" INTEGER NOT NULL CONSTRAINT "pk_feed_events" PRIMARY KEY AUTOINCREMENT,
    "id" TEXT NOT NULL,
    "at" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "subject_id" TEXT NOT NULL,
    "path" TEXT NOT NULL,
    "reaches" TEXT NOT NULL,
    "agreement_id" TEXT NULL,
    "subject_version" INTEGER NULL,
    "operation" TEXT NOT NULL,
    "by" TEXT NULL,
    "position" INTEGER NULL
);

CREATE TABLE "feed_head" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_feed_head" PRIMARY KEY,
    "last" INTEGER NOT NULL,
    "last_mark" TEXT NOT NULL,
    "trimmed" INTEGER NOT NULL,
    "trimmed_mark" TEXT NOT NULL
);

CREATE UNIQUE INDEX "ix_feed_events_position" ON "feed_events" ("position");

CREATE INDEX "ix_feed_events_reaches_position" ON "feed_events" ("reaches", "position");

CREATE INDEX "ix_feed_events_unplaced" ON "feed_events" ("entry") WHERE position IS NULL;

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261127060441_Events', '10.0.14');

ALTER TABLE "deadlines" ADD "sequence" INTEGER NOT NULL DEFAULT 0;

CREATE TABLE "calendar_feeds" (
    "id" TEXT NOT NULL CONSTRAINT "pk_calendar_feeds" PRIMARY KEY,
    "version" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "region_code" TEXT NULL,
    "province_code" TEXT NULL,
    "kinds" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "alarm_days_before" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "maker_id" TEXT NOT NULL,
    "api_key_id" TEXT NULL,
    "all_regions" INTEGER NOT NULL,
    "region_codes" TEXT NOT NULL,
    "created_at" TEXT NOT NULL,
    "created_by" TEXT NOT NULL,
    "expires_at" TEXT NULL,
    "revoked_at" TEXT NULL,
    "revoked_by" TEXT NULL,
    CONSTRAINT "fk_calendar_feeds_api_keys_api_key_id" FOREIGN KEY ("api_key_id") REFERENCES "api_keys" ("id") ON DELETE RESTRICT
);

CREATE TABLE "sealing_keys" (
    "name" TEXT NOT NULL CONSTRAINT "pk_sealing_keys" PRIMARY KEY,
    "text" TEXT NOT NULL,
    "created_at" TEXT NOT NULL
);

CREATE TABLE "webhooks" (
    "id" TEXT NOT NULL CONSTRAINT "pk_webhooks" PRIMARY KEY,
    "version" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "url" TEXT NOT NULL,
    "event_types" TEXT NOT NULL,
    "all_regions" INTEGER NOT NULL,
    "region_codes" TEXT NOT NULL,
    "key_id" TEXT NULL,
    "sealed_secret" TEXT NOT NULL,
    "former_sealed_secret" TEXT NULL,
    "former_secret_until" TEXT NULL,
    "state" TEXT NOT NULL,
    "disabled_reason" TEXT NULL,
    "state_since" TEXT NOT NULL,
    "created_at" TEXT NOT NULL,
    "created_by" TEXT NOT NULL,
    "updated_at" TEXT NOT NULL,
    "updated_by" TEXT NOT NULL,
    CONSTRAINT "fk_webhooks_api_keys_key_id" FOREIGN KEY ("key_id") REFERENCES "api_keys" ("id") ON DELETE RESTRICT
);

CREATE TABLE "webhook_deliveries" (
    "id" TEXT NOT NULL CONSTRAINT "pk_webhook_deliveries" PRIMARY KEY,
    "version" INTEGER NOT NULL,
    "webhook_id" TEXT NOT NULL,
    "event_id" TEXT NOT NULL,
    "event_type" TEXT NULL,
    "position" INTEGER NULL,
    "state" TEXT NOT NULL,
    "attempts" INTEGER NOT NULL,
    "failures" INTEGER NOT NULL,
    "next_attempt_at" TEXT NULL,
    "claim" TEXT NULL,
    "first_attempt_at" TEXT NULL,
    "last_attempt_at" TEXT NULL,
    "last_status" INTEGER NULL,
    "last_fault" TEXT NULL,
    "last_duration" INTEGER NULL,
    "delivered_at" TEXT NULL,
    "created_at" TEXT NOT NULL,
    "updated_at" TEXT NOT NULL,
    CONSTRAINT "fk_webhook_deliveries_webhooks_webhook_id" FOREIGN KEY ("webhook_id") REFERENCES "webhooks" ("id") ON DELETE CASCADE
);

CREATE TABLE "webhook_progress" (
    "webhook_id" TEXT NOT NULL CONSTRAINT "pk_webhook_progress" PRIMARY KEY,
    "position" INTEGER NOT NULL,
    "mark" TEXT NOT NULL,
    "consecutive_failures" INTEGER NOT NULL,
    "failing_since" TEXT NULL,
    "last_delivered_at" TEXT NULL,
    "rest_until" TEXT NULL,
    CONSTRAINT "fk_webhook_progress_webhooks_webhook_id" FOREIGN KEY ("webhook_id") REFERENCES "webhooks" ("id") ON DELETE CASCADE
);

CREATE INDEX "ix_calendar_feeds_api_key_id" ON "calendar_feeds" ("api_key_id");

CREATE UNIQUE INDEX "ix_calendar_feeds_hash" ON "calendar_feeds" ("hash");

CREATE INDEX "ix_calendar_feeds_maker_id_id" ON "calendar_feeds" ("maker_id", "id");

CREATE INDEX "ix_webhook_deliveries_due" ON "webhook_deliveries" ("webhook_id", "next_attempt_at", "position") WHERE next_attempt_at IS NOT NULL;

CREATE INDEX "ix_webhook_deliveries_settled" ON "webhook_deliveries" ("updated_at") WHERE next_attempt_at IS NULL;

CREATE INDEX "ix_webhook_deliveries_waiting" ON "webhook_deliveries" ("webhook_id", "created_at") WHERE next_attempt_at IS NOT NULL;

CREATE UNIQUE INDEX "ix_webhook_deliveries_webhook_id_event_id" ON "webhook_deliveries" ("webhook_id", "event_id");

CREATE INDEX "ix_webhook_deliveries_webhook_id_id" ON "webhook_deliveries" ("webhook_id", "id");

CREATE INDEX "ix_webhook_deliveries_webhook_id_state_id" ON "webhook_deliveries" ("webhook_id", "state", "id");

CREATE INDEX "ix_webhooks_key_id" ON "webhooks" ("key_id");

CREATE INDEX "ix_webhooks_state_id" ON "webhooks" ("state", "id");

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261127065458_CalendarsAndWebhooks', '10.0.14');

ALTER TABLE "agreements" ADD "import_id" TEXT NULL;

ALTER TABLE "agreements" ADD "original_quota" INTEGER NULL;

CREATE TABLE "imports" (
    "id" TEXT NOT NULL CONSTRAINT "pk_imports" PRIMARY KEY,
    "mode" TEXT NOT NULL,
    "dry_run" INTEGER NOT NULL,
    "mapping" TEXT NOT NULL,
    "file_name" TEXT NOT NULL,
    "file_size" INTEGER NOT NULL,
    "file_sha256" TEXT NOT NULL,
    "all_regions" INTEGER NOT NULL,
    "region_codes" TEXT NOT NULL,
    "may_approve" INTEGER NOT NULL,
    "may_administer" INTEGER NOT NULL,
    "key_id" TEXT NULL,
    "credential" TEXT NULL,
    "created_at" TEXT NOT NULL,
    "created_by" TEXT NOT NULL,
    "holder" TEXT NULL,
    CONSTRAINT "fk_imports_api_keys_key_id" FOREIGN KEY ("key_id") REFERENCES "api_keys" ("id") ON DELETE RESTRICT
);

CREATE TABLE "import_findings" (
    "import_id" TEXT NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "row" INTEGER NOT NULL,
    "column" TEXT NULL,
    "header" TEXT NULL,
    "member" TEXT NULL,
    "severity" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "arguments" TEXT NOT NULL,
    "value" TEXT NULL,
    "agreement_id" TEXT NULL,
    CONSTRAINT "pk_import_findings" PRIMARY KEY ("import_id", "ordinal"),
    CONSTRAINT "fk_import_findings_imports_import_id" FOREIGN KEY ("import_id") REFERENCES "imports" ("id") ON DELETE CASCADE
);

CREATE TABLE "import_progress" (
    "import_id" TEXT NOT NULL CONSTRAINT "pk_import_progress" PRIMARY KEY,
    "version" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "rows_total" INTEGER NULL,
    "rows_read" INTEGER NOT NULL,
    "rows_created" INTEGER NOT NULL,
    "rows_need_review" INTEGER NOT NULL,
    "rows_duplicate" INTEGER NOT NULL,
    "rows_failed" INTEGER NOT NULL,
    "findings" INTEGER NOT NULL,
    "pass" INTEGER NOT NULL,
    "last_row" INTEGER NOT NULL,
    "fault" TEXT NULL,
    "fault_arguments" TEXT NOT NULL,
    "claim" TEXT NULL,
    "lease_until" TEXT NULL,
    "started_at" TEXT NULL,
    "finished_at" TEXT NULL,
    "updated_at" TEXT NOT NULL,
    CONSTRAINT "fk_import_progress_imports_import_id" FOREIGN KEY ("import_id") REFERENCES "imports" ("id") ON DELETE CASCADE
);

CREATE INDEX "ix_agreements_imported" ON "agreements" ("import_id", "needs_review", "id") WHERE import_id IS NOT NULL;

CREATE INDEX "ix_import_findings_import_id_row_ordinal" ON "import_findings" ("import_id", "row", "ordinal");

CREATE INDEX "ix_import_findings_import_id_severity_row_ordinal" ON "import_findings" ("import_id", "severity", "row", "ordinal");

CREATE INDEX "ix_import_progress_open" ON "import_progress" ("import_id") WHERE finished_at IS NULL;

CREATE INDEX "ix_imports_key_id" ON "imports" ("key_id");

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261127153401_Imports', '10.0.14');

ALTER TABLE "import_progress" ADD "attempts" INTEGER NOT NULL DEFAULT 0;

CREATE INDEX "ix_imports_credential_id" ON "imports" ("credential", "id");

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261127191040_ImportAttempts', '10.0.14');

CREATE INDEX "ix_agreements_region_code_signed_ends_order_id" ON "agreements" ("region_code", "signed", "ends_order", "id");

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261127203218_RegionsByStanding', '10.0.14');

