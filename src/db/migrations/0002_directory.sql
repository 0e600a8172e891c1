CREATE TABLE "directory_changes" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "directory_changes_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"at" timestamp with time zone NOT NULL,
	"effective_on" date NOT NULL,
	"actor_id" integer,
	"source" text NOT NULL,
	"import_id" integer,
	"subject" text NOT NULL,
	"subject_id" integer NOT NULL,
	"action" text NOT NULL,
	"building_id" integer,
	"union_id" integer,
	"before" jsonb,
	"after" jsonb
);
--> statement-breakpoint
CREATE TABLE "imports" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "imports_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"by_person" integer,
	"received_at" timestamp with time zone NOT NULL,
	"status" text NOT NULL
);
--> statement-breakpoint
ALTER TABLE "buildings" ADD COLUMN "closed_on" date;--> statement-breakpoint
ALTER TABLE "buildings" ADD COLUMN "merged_into" integer;--> statement-breakpoint
ALTER TABLE "unions" ADD COLUMN "dissolved_on" date;--> statement-breakpoint
ALTER TABLE "directory_changes" ADD CONSTRAINT "directory_changes_actor_id_people_id_fk" FOREIGN KEY ("actor_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "directory_changes" ADD CONSTRAINT "directory_changes_import_id_imports_id_fk" FOREIGN KEY ("import_id") REFERENCES "public"."imports"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "directory_changes" ADD CONSTRAINT "directory_changes_building_id_buildings_id_fk" FOREIGN KEY ("building_id") REFERENCES "public"."buildings"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "directory_changes" ADD CONSTRAINT "directory_changes_union_id_unions_id_fk" FOREIGN KEY ("union_id") REFERENCES "public"."unions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "imports" ADD CONSTRAINT "imports_by_person_people_id_fk" FOREIGN KEY ("by_person") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "directory_changes_subject" ON "directory_changes" USING btree ("subject","subject_id","effective_on");--> statement-breakpoint
CREATE INDEX "directory_changes_effective" ON "directory_changes" USING btree ("effective_on");--> statement-breakpoint
CREATE INDEX "directory_changes_building" ON "directory_changes" USING btree ("building_id","id");--> statement-breakpoint
CREATE INDEX "directory_changes_union" ON "directory_changes" USING btree ("union_id","id");--> statement-breakpoint
CREATE INDEX "directory_changes_import" ON "directory_changes" USING btree ("import_id");--> statement-breakpoint
ALTER TABLE "buildings" ADD CONSTRAINT "buildings_merged_into_buildings_id_fk" FOREIGN KEY ("merged_into") REFERENCES "public"."buildings"("id") ON DELETE no action ON UPDATE no action;