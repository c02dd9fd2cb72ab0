# The lake holds minutes and channels from here on: it is built anew.

from django.db import migrations, models


def rebuild_lake(apps, schema_editor):
    apps.get_model('langganan', 'Shop').objects.update(lake_generation=models.F('lake_generation') + 1)


class Migration(migrations.Migration):

    dependencies = [
        ('langganan', '0002_understanding'),
    ]

    operations = [
        migrations.AddField(
            model_name='order',
            name='channel',
            field=models.CharField(blank=True, default='', help_text='Where it came from; empty: not told.', max_length=60),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='product',
            name='unit_cost',
            field=models.BigIntegerField(help_text='What one costs the shop, minor units; empty: not told.', null=True),
        ),
        migrations.RunPython(rebuild_lake, migrations.RunPython.noop),
    ]
