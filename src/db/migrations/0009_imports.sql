CREATE TABLE "import_rows" (
	"import_id" integer NOT NULL,
	"n" integer NOT NULL,
	"kind" text NOT NULL,
	"action" text NOT NULL,
	"sheet" smallint NOT NULL,
	"row" integer NOT NULL,
	"subject_id" integer,
	"building_id" integer,
	"union_id" integer,
	"key" text,
	"before" jsonb,
	"after" jsonb,
	"faults" jsonb,
	CONSTRAINT "import_rows_import_id_n_pk" PRIMARY KEY("import_id","n")
);
--> statement-breakpoint
ALTER TABLE "directory_changes" DROP CONSTRAINT "directory_changes_building_id_buildings_id_fk";
--> statement-breakpoint
ALTER TABLE "directory_changes" DROP CONSTRAINT "directory_changes_union_id_unions_id_fk";
--> statement-breakpoint
ALTER TABLE "imports" ADD COLUMN "file_id" text;--> statement-breakpoint
ALTER TABLE "imports" ADD COLUMN "effective_on" date NOT NULL;--> statement-breakpoint
ALTER TABLE "imports" ADD COLUMN "attempt" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "imports" ADD COLUMN "claimed_until" timestamp with time zone DEFAULT '-infinity' NOT NULL;--> statement-breakpoint
ALTER TABLE "imports" ADD COLUMN "fingerprint" text;--> statement-breakpoint
ALTER TABLE "imports" ADD COLUMN "confirmed" text;--> statement-breakpoint
ALTER TABLE "imports" ADD COLUMN "seen_change" bigint;--> statement-breakpoint
ALTER TABLE "imports" ADD COLUMN "scopes" jsonb;--> statement-breakpoint
ALTER TABLE "imports" ADD COLUMN "report" "bytea";--> statement-breakpoint
ALTER TABLE "imports" ADD COLUMN "settled_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "imports" ADD COLUMN "applied_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "import_rows" ADD CONSTRAINT "import_rows_import_id_imports_id_fk" FOREIGN KEY ("import_id") REFERENCES "public"."imports"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "applications_building" ON "applications" USING btree ("building_id");--> statement-breakpoint
CREATE INDEX "applications_unit" ON "applications" USING btree ("unit_id");--> statement-breakpoint
CREATE INDEX "buildings_merged" ON "buildings" USING btree ("merged_into") WHERE "buildings"."merged_into" is not null;--> statement-breakpoint
CREATE INDEX "imports_to_do" ON "imports" USING btree ("id") WHERE "imports"."status" in ('received', 'applying', 'undoing');--> statement-breakpoint
CREATE INDEX "memberships_unit" ON "memberships" USING btree ("unit_id");--> statement-breakpoint
CREATE INDEX "union_buildings_building" ON "union_buildings" USING btree ("building_id");